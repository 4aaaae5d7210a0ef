import { describe, expect, it } from "vitest";
import { itemKey } from "#core/household/item-names";

/** Names with a regular plural. */
const REGULAR =
  "acorn bilberry-bush blood-orange boysen-nut cereal chanterelle crab-cake cutter damson falafel-ball gooseneck-barnacle habanero-pepper kebab lozenge madeleine mallard nougat-bar partridge pheasant porcini-cap rusk sprat strudel toffee tuber almond anchovy-fillet apple apricot artichoke aubergine avocado bacon-rasher bagel banana bean beet beetroot berry-tart biscuit blackcurrant blini blueberry-muffin bouillon bun burger burrito cake candle-nut cannellini-bean caper caramel cardamom-pod carrot cashew cauliflower celery-stalk chestnut chickpea chip chive clementine clove coconut cod-fillet corncob courgette crab cracker cranberry-bean crayfish-tail cream-cracker croissant crouton crumpet cucumber currant custard date doughnut dumpling eel egg eggplant endive enchilada fajita falafel fennel-bulb fig flapjack frankfurter garlic-clove gherkin ginger-root grape grapefruit green-bean guava haddock-fillet ham hazelnut herb herring juniper-nut kale kidney kipper kiwi kumquat lamb-chop leek lemon lentil lettuce lime lobster lychee macadamia macaroon mandarin marrow marshmallow meatball melon mint-leaf-tea morel muffin mushroom mussel mustard-seed nectarine noodle nut oat olive onion orange oyster pancake papaya parsnip passionfruit pasta-sheet pea peanut pear pecan pepper persimmon pickle pineapple pistachio pizza plantain plum pomelo popsicle pork-chop potato-wedge prawn pretzel prune pumpkin quail quince quinoa radicchio raisin ramen rib rice-cake roll rump-steak salami salmon-fillet samosa sardine sausage scallop scone seed shallot shrimp snail soybean spring-onion spud squid steak sultana swede sweetcorn tangerine tart teabag tempeh-cube tenderloin tortilla trout-fillet truffle tuna-steak turnip vanilla-pod waffle walnut wafer watermelon yam yogurt zucchini chili martini panini nugget cutlet drumstick wing thigh wrap sorbet sundae jelly-bean bonbon cupcake eclair meringue pavlova tiramisu menu ravioli-square tofu-block soda cola juice wine beer cider ale syrup jam preserve spread dip sauce gravy broth-cube stock-cube spice can jar tin bottle packet carton sachet tube bag pot tray bunch-of-herb head knob sprig wedge slice"
    .split(" ")
    .map((name) => name.replaceAll("-", " "));
const ENDINGS: [one: string, many: string][] = [
  ...["cherry", "berry", "strawberry", "curry", "anchovy", "jelly", "pastry", "patty", "candy", "turkey leg"].map(
    (one): [string, string] => [one, one.endsWith("y") ? `${one.slice(0, -1)}ies` : `${one}s`],
  ),
  ...["radish", "peach", "spinach", "box", "glass", "squash", "sandwich", "batch", "dish", "octopus", "relish"].map(
    (one): [string, string] => [one, `${one}es`],
  ),
  ...["tomato", "potato", "mango", "cookie", "brownie", "smoothie", "quiche", "brioche", "mousse", "cheese"].map(
    (one): [string, string] => [one, /o$/.test(one) ? `${one}es` : `${one}s`],
  ),
  ["mango", "mangos"],
  ["bay leaf", "bay leaves"],
  ["loaf", "loaves"],
  ["half", "halves"],
  ["knife", "knives"],
  ["lens", "lenses"],
  ["goose", "geese"],
  ["pie", "pies"],
  ["roe", "roes"],
  ["chili", "chillies"],
  ["sauce", "sauces"],
  ["Tomate", "Tomaten"],
  ["Zwiebel", "Zwiebeln"],
  ["Ei", "Eier"],
  ["Möhre", "Möhren"],
  ["Apfel", "Äpfel"],
  ["Walnuss", "Walnüsse"],
  ["pomodoro", "pomodori"],
  ["limón", "limones"],
  ["poireau", "poireaux"],
  ["яйцо", "яйца"],
  ["fungus", "fungi"],
  ["chili", "chiles"],
  ["Frühlingszwiebel", "Frühlingszwiebeln"],
  ["Kirschtomate", "Kirschtomaten"],
  ["Süßkartoffel", "Süßkartoffeln"],
  ["Hähnchenbrust", "Hähnchenbrüste"],
  ["citroen", "citroenen"],
  ["melon", "melones"],
  ["frijol", "frijoles"],
  ["limão", "limões"],
  ["zucchini", "zucchine"],
  ["arancia", "arance"],
  ["acciuga", "acciughe"],
  ["lök", "lökar"],
  ["morot", "morötter"],
  ["gulerod", "gulerødder"],
  ["potet", "poteter"],
  ["marchewka", "marchewki"],
  ["mrkev", "mrkve"],
  ["zemiak", "zemiaky"],
  ["hagyma", "hagymák"],
  ["лимон", "лимоны"],
  ["עגבניה", "עגבניות"],
  ["अंडा", "अंडे"],
  ["بيضة", "بيض"],
];

describe("names of foods", () => {
  it.each([
    ["Eggs (large)", "egg"],
    ["CHERRIES", "cherry"],
    ["Crème fraîche", "creme fraiche"],
    ["olive-oil", "olive oil"],
    ["Baker's yeast", "bakers yeast"],
    ["Weißkohl", "weisskohl"],
    ["ＭＩＬＫ　１％", "milk 1%"],
    ["दूध ２", "दूध 2"],
    ["\u212aale", "kale"],
    ["İncir", "incir"],
    ["SOĞAN", "soğan"],
    ["мёд", "мед"],
    ["\ufee3\ufee0\ufea2", "ملح"],
    ["מֶלַח", "מלח"],
    ["سُكَّر", "سكر"],
    ["می\u200cوه", "میوه"],
    ["ｶﾞﾑ", "ガム"],
    ["Kikkoman® soy sauce", "Kikkoman soy sauce"],
    ["Philadelphia™ cream cheese", "philadelphia cream cheese"],
    ["Salt & pepper", "salt and pepper"],
    ["red chilli", "red chile"],
    ["Salz & Pfeffer", "Salz und Pfeffer"],
  ])("%s is %s", (one, other) => expect(itemKey(one)).toBe(itemKey(other)));

  it("are the same in the singular and the plural", () => {
    const pairs = [...REGULAR.map((one): [string, string] => [one, `${one}s`]), ...ENDINGS];
    expect(pairs.length).toBeGreaterThan(300);
    expect(pairs.filter(([one, many]) => itemKey(one) !== itemKey(many))).toEqual([]);
  });

  it("are different for different foods", () => {
    const foods = [
      ...new Set([
        ...REGULAR,
        ...ENDINGS.map(([one]) => one),
        ..."hummus,couscous,asparagus,molasses,grass,citrus,brussels sprout,bass,Eis,Reis,Rei,Mais,Anis,ananas,hibiscus,cress,bitters,schnapps,mole,mola,hummu,coconut milk,milk,butter,buttermilk,brie,grits,miso,gnocchi,pesto,spaghetti,broccoli,rye,rice,salt,malt,basil,thyme,sage,dill,cumin,saffron,sumac,vinegar,honey,sugar,flour,yeast,soup,ghee,lard,suet,tripe,liver,heart,tongue,oxtail,veal,beef,pork,mutton,venison,rabbit,duck,hake,sole,halibut,mackerel,turbot,plaice,whelk,cockle,clam,nori,kombu,wakame,dashi,mirin,sake,soy sauce,fish sauce,bulgur,barley,millet,farro,semolina,polenta,okra,kohlrabi,chard,rocket,sorrel,purslane,chicory,taro,cassava,jicama,केला,कोला,पनीर,पानी,दाल,दूध,பால்,பல்,ನೀರು,ನರು,মাছ,মাছি,かき,がき,かに,パン,バン,ขาว,ข้าว,เกลือ,ไข่,ไก่,นม,น้ำ,מלח,מלך,חלב,חלה,ملح,لحم,حليب,حلبة,김,감,배,배추,чай,чаи,рис,сыр".split(
          ",",
        ),
      ]),
    ];
    expect(foods.length).toBeGreaterThan(300);
    const seen = new Map<string, string>();
    const clashes: string[] = [];
    for (const food of foods) {
      const key = itemKey(food);
      if (seen.has(key)) clashes.push(`${seen.get(key)} and ${food}`);
      seen.set(key, food);
    }
    expect(clashes).toEqual([]);
  });

  it("are never empty for a name that is not", () => expect(itemKey("(!)")).toBe("(!)"));
});

it.each(["constructor", "toString", "__proto__", "valueOf"])("a thing may be called %s", (name) => {
  expect(itemKey(name)).toMatch(/^\w+$/);
});
