package dev.naru.gateway.budget;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.naru.gateway.source.AddressBlock;
import dev.naru.gateway.webhook.SourceId;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BudgetTest {

	private static final SourceId ONE = new SourceId("one");

	private static final SourceId TWO = new SourceId("two");

	private static final SourceId THREE = new SourceId("three");

	private final Budget budget = new Budget(90);

	private static InetAddress address(String text) {
		return Objects.requireNonNull(AddressBlock.address(text));
	}

	private int takeAll(SourceId source) {
		int taken = 0;
		while (this.budget.take(source, 1)) {
			taken++;
		}
		return taken;
	}

	@Test
	void oneSourceAloneGetsTwoThirds() {
		assertThat(takeAll(ONE)).isEqualTo(60);
		assertThat(this.budget.held()).isEqualTo(60);
	}

	@Test
	void nextSourceStillFindsTwoThirdsOfWhatIsLeft() {
		takeAll(ONE);

		assertThat(takeAll(TWO)).isEqualTo(20);
		assertThat(takeAll(THREE)).isEqualTo(6);
	}

	@Test
	void amountGivenBackCanBeTakenAgain() {
		takeAll(ONE);
		this.budget.giveBack(ONE, 60);

		assertThat(this.budget.held()).isZero();
		assertThat(takeAll(ONE)).isEqualTo(60);
	}

	@Test
	void refusedAmountTakesNothing() {
		assertThat(this.budget.take(ONE, 91)).isFalse();
		assertThat(this.budget.take(ONE, 61)).isFalse();
		assertThat(this.budget.held()).isZero();
	}

	@Test
	void budgetOfOneHasOne() {
		Budget one = new Budget(1);

		assertThat(one.has(ONE, 1)).isTrue();
		assertThat(one.take(ONE, 1)).isTrue();
		assertThat(one.take(ONE, 1)).isFalse();
		assertThat(one.take(TWO, 1)).isFalse();

		one.giveBack(ONE, 1);
		assertThat(one.take(TWO, 1)).isTrue();
	}

	@Test
	void hasAgreesWithTake() {
		for (int amount = 0; amount <= 91; amount++) {
			boolean has = this.budget.has(ONE, amount);
			boolean taken = this.budget.take(ONE, amount);
			assertThat(has).as("%d", amount).isEqualTo(taken);
			if (taken) {
				this.budget.giveBack(ONE, amount);
			}
		}
	}

	@Test
	void oneAddressCannotHaveMoreThanItsShareThroughSeveralSources() {
		InetAddress greedy = address("192.0.2.1");
		List<Budget.Holding> holdings = new ArrayList<>();
		int taken = 0;
		for (SourceId source : List.of(ONE, TWO, THREE)) {
			Budget.Holding holding = this.budget.open(source, greedy);
			holdings.add(holding);
			while (holding.grow(1)) {
				taken++;
			}
		}
		assertThat(taken).isEqualTo(60);

		// Another address still gets some, of any of the sources
		Budget.Holding other = this.budget.open(TWO, address("192.0.2.2"));
		assertThat(other.grow(20)).isTrue();

		holdings.forEach(Budget.Holding::close);
		other.close();
		assertThat(this.budget.held()).isZero();
	}

	@Test
	void closedHoldingGivesAllBackOnceAndGrowsNoMore() {
		Budget.Holding holding = this.budget.open(ONE, address("192.0.2.1"));
		assertThat(holding.grow(10)).isTrue();
		assertThat(holding.grow(5)).isTrue();

		holding.close();
		holding.close();

		assertThat(this.budget.held()).isZero();
		assertThat(holding.grow(1)).isFalse();
		assertThat(takeAll(ONE)).isEqualTo(60);
	}

	@Test
	void addressThatCannotBeToldHasTheShareOfItsSource() {
		Budget.Holding holding = this.budget.open(ONE, null);

		assertThat(holding.grow(60)).isTrue();
		assertThat(holding.grow(1)).isFalse();
		holding.close();
		assertThat(this.budget.held()).isZero();
	}

	@Test
	void nothingIsLostOrOverdrawnBetweenThreads() throws Exception {
		Budget shared = new Budget(1000);
		try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
			List<Future<?>> runs = new ArrayList<>();
			for (int i = 0; i < 8; i++) {
				SourceId source = List.of(ONE, TWO, THREE).get(i % 3);
				InetAddress client = address("192.0.2." + i % 4);
				runs.add(threads.submit(() -> {
					for (int j = 0; j < 20_000; j++) {
						try (Budget.Holding holding = shared.open(source, client)) {
							holding.grow(j % 97);
							holding.grow(j % 89);
							assertThat(shared.held()).isBetween(0L, 1000L);
						}
					}
				}));
			}
			for (Future<?> run : runs) {
				run.get();
			}
		}
		assertThat(shared.held()).isZero();
	}

}
