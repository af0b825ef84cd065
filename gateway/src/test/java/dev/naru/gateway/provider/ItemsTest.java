package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

import dev.naru.gateway.provider.Items.Item;
import dev.naru.gateway.webhook.QuarantineReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Items are cut out of a body byte for byte.
 */
class ItemsTest {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/*              | [{"a":1.0},{"b":12345678901234567890.10}] | {"a":1.0};{"b":12345678901234567890.10}
					/events/*       | {"x":[9],"events":[ {"한":"\\u00e9" } ,{}]} | {"한":"\\u00e9" };{}
					/events/*       | {"events":[1, -2.50 ,"a,]\\"","",true,false,null,[ ]]} | 1;-2.50;"a,]\\"";"";true;false;null;[ ]
					/events/*       | {"events":[]}                             | ``
					/n/*/item       | {"n":[{"x":{},"item":{"a":[1]},"y":2},{"item":7 }]} | {"a":[1]};7
					/entry/*/c/*    | {"entry":[{"c":[1,2]},{"c":[]},{"c":[3]}]} | 1;2;3
					/a~1b/*         | {"a/b":[1]}                               | 1
					/events/*       | {"events":[1],"events":[2,3]}             | 2;3
					/n/*/c/*        | {"n":[{"c":[1],"c":[2]}],"n":[{"c":[3],"c":[4]}]} | 4
					""")
	void itemsAreFoundInTheirOrder(String pointer, String json, String found) {
		assertThat(String.join(";", texts(new Items(pointer), json, true))).isEqualTo(found);
		assertThat(texts(new Items(pointer), json, false)).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/*            | {"a":1}
			/*            | 7
			/events/*     | {"event":[1]}
			/events/*     | {"events":null}
			/events/*     | {"events":[1],"events":{}}
			/events/*     | [[1]]
			/entry/*/c/*  | {"entry":{"c":[1]}}
			""")
	void whereThereIsNoArrayThereAreNoItems(String pointer, String json) {
		assertThat(new Items(pointer).in(json.getBytes(StandardCharsets.UTF_8))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/entry/*/c/*  | {"entry":[{"c":[1]},{"messaging":[{"id":1}]},7,{"c":{}}]} | {"messaging":[{"id":1}]};7;{"c":{}}
					/n/*/item     | {"n":[{"Item":1},[],{"item":{}}]}       | {"Item":1};[]
					/n/*/item     | {"n":[{"item":{},"item2":1},"text" ]}   | "text"
					""")
	void whatStandsInAnItemsPlaceIsKept(String pointer, String json, String misfits) {
		assertThat(String.join(";", texts(new Items(pointer), json, false))).isEqualTo(misfits);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			/events/*    | /destination  | {"events":[1,2],"destination":"d"}            | d;d
			/events/*    | /destination  | {"destination":"d","events":[1]}              | d
			/events/*    | /a/b          | {"a":{"b":7.0},"events":[1]}                  | 7.0
			/entry/*/c/* | /entry/*/id   | {"entry":[{"c":[1,2],"id":"x"},{"id":"y","c":[3]},{"c":[4]}]} | x;x;y;null
			/entry/*/c/* | /object       | {"entry":[{"c":[1]}],"object":"page"}         | page
			/n/*/item    | /n/*/seen     | {"n":[{"seen":1,"item":{}},{"item":{},"seen":null}]} | 1;null
			/*           | /x            | [1]                                           | null
			""")
	void whatStandsAroundIsKnown(String pointer, String around, String json, String texts) {
		Items items = new Items(pointer);
		int index = items.addAround(around);

		assertThat(
				String.join(";", in(items, json).stream().map((item) -> String.valueOf(item.around(index))).toList()))
			.isEqualTo(texts);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/*              | [{"a":1.0}, 7 ,[ ]]                         | [];[];[]
					/events/*       | {"x":[9],"events":[ {"한":1 } ,{}],"y":"é"} | {"x":[9],"events":[],"y":"é"};{"x":[9],"events":[],"y":"é"}
					/n/*/item       | {"n":[{"x":{},"item":{"a":[1]},"y":2},{"item":7 }]} | {"n":[{"x":{},"item":,"y":2}]};{"n":[{"item": }]}
					/entry/*/c/*    | {"entry":[{"c":[1,2],"id":"x"},{"c":[]},{"z":1},{"c":[3 ]}]} | {"entry":[{"c":[],"id":"x"}]};{"entry":[{"c":[],"id":"x"}]};{"entry":[]};{"entry":[{"c":[]}]}
					/events/*       | {"events":[1],"events":[2,3]}             | {"events":[1],"events":[]};{"events":[1],"events":[]}
					""")
	void theRestOfTheBodyMakesABodyOfOneItem(String pointer, String json, String surroundings) {
		Items items = new Items(pointer);

		List<Item> found = in(items, json);

		assertThat(String.join(";",
				found.stream().map((item) -> item.around().get()).map((rest) -> rest.before() + rest.after()).toList()))
			.isEqualTo(surroundings);
		assertThat(found).allSatisfy((item) -> {
			Surroundings rest = item.around().get();
			assertThat(rest.size()).isEqualTo((rest.before() + rest.after()).getBytes(StandardCharsets.UTF_8).length);
			assertThat(in(items, rest.before() + new String(item.json(), StandardCharsets.UTF_8) + rest.after()))
				.singleElement()
				.satisfies((only) -> assertThat(only.json()).isEqualTo(item.json()));
		});
	}

	@ParameterizedTest
	@CsvSource({ "/entry/*/c/*,/other/*/id", "/events/*,/events/*", "/events/*,/events/*/c/*", "/*,/*" })
	void whatDoesNotStandAroundIsAMistake(String pointer, String around) {
		assertThat(catchThrowableOfType(Mistake.class, () -> new Items(pointer).addAround(around))).isNotNull();
	}

	@Test
	void aPointerWithoutAStarIsAMistake() {
		assertThat(catchThrowableOfType(Mistake.class, () -> new Items("/events"))).isNotNull();
	}

	@Test
	void thereIsAnEndToWhatIsTakenAtOnce() {
		String most = "[" + "0,".repeat(Items.MOST - 1) + "0]";
		String tooMany = "[" + "0,".repeat(Items.MOST) + "0]";

		UnreadableBodyException found = catchThrowableOfType(UnreadableBodyException.class,
				() -> in(new Items("/*"), tooMany));

		assertThat(in(new Items("/*"), most)).hasSize(Items.MOST);
		assertThat(found.reason()).isEqualTo(QuarantineReason.TOO_MANY_ITEMS);
	}

	private static List<Item> in(Items items, String json) {
		return Objects.requireNonNull(items.in(json.getBytes(StandardCharsets.UTF_8)));
	}

	private static List<String> texts(Items items, String json, boolean whole) {
		return in(items, json).stream()
			.filter((item) -> item.whole() == whole)
			.map((item) -> new String(item.json(), StandardCharsets.UTF_8))
			.toList();
	}

}
