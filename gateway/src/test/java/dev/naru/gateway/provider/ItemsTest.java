package dev.naru.gateway.provider;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Objects;

import dev.naru.gateway.provider.Items.Item;
import dev.naru.gateway.provider.Surroundings.Halves;
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
		assertThat(String.join(";", texts(items(pointer), json, true))).isEqualTo(found);
		assertThat(texts(items(pointer), json, false)).isEmpty();
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
		assertThat(items(pointer).in(json.getBytes(StandardCharsets.UTF_8), (kind) -> true)).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/entry/*/c/*  | {"entry":[{"c":[1]},{"messaging":[{"id":1}]},7,{"c":{}}]} | {"messaging":[{"id":1}]};7;{"c":{}}
					/n/*/item     | {"n":[{"Item":1},[],{"item":{}}]}       | {"Item":1};[]
					/n/*/item     | {"n":[{"item":{},"item2":1},"text" ]}   | "text"
					""")
	void whatStandsInAnItemsPlaceIsKept(String pointer, String json, String misfits) {
		assertThat(String.join(";", texts(items(pointer), json, false))).isEqualTo(misfits);
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
		Items items = items(pointer);
		int index = items.addAround(0, around);

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
					/events/*       | {"events":[1],"events":[2,3]}             | {"events":[],"events":[]};{"events":[],"events":[]}
					/c/*/m/* /c/*/s/* | {"c":[{"m":[1],"x":2,"s":[3]}]}         | {"c":[{"m":[],"x":2,"s":[]}]};{"c":[{"m":[],"x":2,"s":[]}]}
					/c/*/m/* /c/*   | {"c":[{"m":[1]},{"x":2}]}                 | {"c":[{"m":[]}]};{"c":[]}
					""")
	void theRestOfTheBodyMakesABodyOfOneItem(String pointer, String json, String surroundings) {
		Items items = items(pointer.split(" ", -1));

		List<Item> found = in(items, json);

		assertThat(String.join(";",
				found.stream().map(ItemsTest::halves).map((rest) -> rest.before() + rest.after()).toList()))
			.isEqualTo(surroundings);
		assertThat(found).allSatisfy((item) -> {
			Halves rest = halves(item);
			int bytes = (rest.before() + rest.after()).getBytes(StandardCharsets.UTF_8).length;
			assertThat(item.around().halves(bytes)).isEqualTo(rest);
			assertThat(item.around().halves(bytes - 1)).isNull();
			assertThat(in(items, rest.before() + new String(item.json(), StandardCharsets.UTF_8) + rest.after()))
				.singleElement()
				.satisfies((only) -> assertThat(only.json()).isEqualTo(item.json()));
		});
	}

	private static Halves halves(Item item) {
		return Objects.requireNonNull(item.around().halves(1000));
	}

	@ParameterizedTest
	@CsvSource({ "/entry/*/c/*,/other/*/id", "/events/*,/events/*", "/events/*,/events/*/c/*", "/*,/*" })
	void whatDoesNotStandAroundIsAMistake(String pointer, String around) {
		assertThat(catchThrowableOfType(Mistake.class, () -> items(pointer).addAround(0, around))).isNotNull();
	}

	@Test
	void aPointerWithoutAStarIsAMistake() {
		assertThat(catchThrowableOfType(Mistake.class, () -> items("/events"))).isNotNull();
	}

	@Test
	void thereIsAnEndToWhatIsTakenAtOnce() {
		String most = "[" + "0,".repeat(Items.MOST - 1) + "0]";
		String tooMany = "[" + "0,".repeat(Items.MOST) + "0]";

		UnreadableBodyException found = catchThrowableOfType(UnreadableBodyException.class,
				() -> in(items("/*"), tooMany));

		UnreadableBodyException tooManyArrays = catchThrowableOfType(UnreadableBodyException.class,
				() -> in(items("/a/*"), "{" + "\"a\":[],".repeat(Items.MOST) + "\"a\":[0]}"));

		assertThat(tooManyArrays.reason()).isEqualTo(QuarantineReason.TOO_MANY_ITEMS);
		assertThat(in(items("/a/*"), "{" + "\"a\":[],".repeat(Items.MOST - 1) + "\"a\":[0]}")).hasSize(1);
		assertThat(in(items("/*"), most)).hasSize(Items.MOST);
		assertThat(found.reason()).isEqualTo(QuarantineReason.TOO_MANY_ITEMS);
	}

	/**
	 * An element in which others are found is none itself, whatever order they are named
	 * in; one in which nothing else is found is one.
	 */
	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					/c/*/v/m/* /c/*/v/s/* /c/* | {"c":[{"v":{"m":[1,2],"s":[3]}},{"v":{"x":4}},{"v":{"s":[],"m":[5]}}]} | 0:1;0:2;1:3;2:{"v":{"x":4}};0:5
					/c/* /c/*/v/s/* /c/*/v/m/* | {"c":[{"v":{"m":[1,2],"s":[3]}}]}        | 2:1;2:2;1:3
					/c/*/v/m/* /c/*            | {"c":[{"v":{"m":[]}},{"v":{"m":[1],"m":[2]}}]} | 0:2
					/c/* /d/*                  | {"d":[1],"c":[2]}                          | 1:1;0:2
					/c/* /d/*                  | {"d":[1],"c":[2],"d":[3]}                  | 0:2;1:3
					""")
	void itemsOfSeveralKindsAreFoundInOnePass(String pointers, String json, String found) {
		Items items = items(pointers.split(" ", -1));

		assertThat(String.join(";", in(items, json).stream().map((item) -> item.kind() + ":" + text(item)).toList()))
			.isEqualTo(found);
	}

	@Test
	void aKindThatIsNotWantedIsNoItem() {
		Items items = items("/c/*/m/*", "/c/*");
		byte[] json = "{\"c\":[{\"m\":[1]},{\"x\":2}]}".getBytes(StandardCharsets.UTF_8);

		assertThat(items.in(json, (kind) -> kind == 0)).extracting(Item::kind).containsExactly(0, Item.NO_ITEM);
		assertThat(items.in(json, (kind) -> kind == 1)).extracting(Item::kind).containsExactly(Item.NO_ITEM, 1);
	}

	private static Items items(String... pointers) {
		Items items = new Items();
		for (String pointer : pointers) {
			items.add(pointer);
		}
		return items;
	}

	private static String text(Item item) {
		return new String(item.json(), StandardCharsets.UTF_8);
	}

	private static List<Item> in(Items items, String json) {
		return Objects.requireNonNull(items.in(json.getBytes(StandardCharsets.UTF_8), (kind) -> true));
	}

	private static List<String> texts(Items items, String json, boolean whole) {
		return in(items, json).stream().filter((item) -> item.whole() == whole).map(ItemsTest::text).toList();
	}

}
