import { cut } from "#kit/text";
import { fold } from "./lines.ts";

/** Words for places that sell food, in the languages of `labels.ts`. */
const places =
  "restaurant restaurants ristorante restaurante restauracja gasthaus gasthof gaststatte wirtshaus brasserie bistro bistrot trattoria osteria pizzeria taverna tavern diner eatery kitchen cantina taqueria taco tacos burrito burger burgers pizza pasta sushi ramen noodle noodles pho thai bbq barbecue grill grille steakhouse rotisserie sandwich sandwiches sub subs bagel bagels bakery bakeries backerei baeckerei boulangerie patisserie bakkerij panaderia pastelaria panetteria pasticceria piekarnia cukiernia konditorei cafe caffe kaffee coffee espresso roasters cafeteria kawiarnia tearoom teahouse gelato gelateria eisdiele icecream creamery donut donuts doughnut doughnuts pancake waffle deli delicatessen charcuterie butcher butchers metzgerei fleischerei boucherie slagerij carniceria macelleria grocery groceries grocer grocers supermarket supermarkt supermarche supermercado supermercato supermarkten hypermarket foods food foodhall foodmarket farmers greens salad salads poke bowl bowls juice juicery smoothie smoothies bar pub brewery brewpub brewing winery wine eats catering chicken wings brew brews curry kebab doner falafel gyros dumpling dumplings dim wok tapas seafood fish oyster crepe creperie snack snackbar frituur friterie bodega mart market markt marche mercado mercato spozywczy delikatesy jadlodajnia bar-mleczny lunch brunch breakfast dinner";
/** Words for food and drink, in the singular; a plural in s is recognized as well. */
const dishes =
  "burrito dosa naan biryani masala tandoori samosa bento teriyaki udon pierogi bocadillo tortilla paella croque bowl taco quesadilla nacho guacamole salsa peanut formule plat dejeuner entree enchilada fajita pizza pasta spaghetti lasagna risotto gnocchi burger cheeseburger hamburger fries sandwich panini toast bagel croissant baguette bread brot pain brood chleb bun muffin cookie cake kuchen gateau torta taart ciasto pie donut pastry brownie pancake waffle cereal oatmeal granola muesli coffee kaffee cafe caffe koffie kawa latte espresso cappuccino americano macchiato mocha flat-white tea thee herbata juice saft jus succo sap sok soda cola coke lemonade water wasser eau acqua agua water woda smoothie shake milkshake milk milch lait latte leche melk mleko beer bier biere birra cerveza piwo wine wein vino wijn wino cocktail salad salat salade insalata ensalada salatka soup suppe soupe zuppa sopa soep zupa curry ramen sushi sashimi maki noodle rice reis riz riso arroz rijst ryz bean bohne chicken hahnchen huhn poulet pollo kip kurczak beef rind boeuf manzo carne wolowina pork schwein porc maiale cerdo varkens wieprzowina lamb ham schinken jambon prosciutto jamon szynka bacon sausage wurst turkey steak schnitzel fish fisch poisson pesce pescado ryba salmon lachs saumon tuna thunfisch shrimp prawn tofu falafel hummus kebab doner gyros dumpling egg eier oeuf uova huevo jajka cheese kase fromage formaggio queso kaas mozzarella butter beurre burro mantequilla boter maslo yogurt yoghurt joghurt yaourt jogurt sahne oil olive honey honig miel sugar zucker sucre salt pepper sauce apple apfel pomme mela manzana appel jablko banana banane banan orange lemon zitrone citron lime grape berry strawberry blueberry tomato tomate pomodoro tomaat pomidor potato kartoffel patata aardappel ziemniak onion zwiebel oignon cebula garlic carrot karotte lettuce spinach spinat broccoli avocado cucumber gurke mushroom pilze pepperoni chips crisps chocolate schokolade chocolat cioccolato czekolada candy ice-cream eis glace gelato lody snack menu combo brunch breakfast fruhstuck lunch dinner dessert appetizer entree truffle nut almond flour mehl vegan veggie grocery groceries";

/** Second parts of compounds, which German, Dutch and the Nordic languages write as one word. */
const compoundHeads =
  /(?:brot|brotchen|milch|kuchen|wurst|kase|saft|suppe|salat|wasser|bier|wein|fleisch|schinken|brood|broodje|kaas|melk|taart|worst|vlees|soep|sap|bulle|kaffe|kaffee|schnitzel|pfanne|teller|eis)$/;

const placeWords = new Set(places.split(" "));
const dishWords = new Set(dishes.split(" "));

/** Words that change the meaning of a food word: a toy kitchen, a coffee table, an apple that is a computer. */
const notFood =
  /\b(?:machine|maker|table|mug|cup set|pan set|cookware|ipad|iphone|macbook|adapter|cable|case|card|software|subscription|cabinet|furniture|beauty|shampoo|detergent|polish|toy)\b/;

/** Whether the purchase is food or drink, judged by the merchant's name or by most of the items. */
export function sellsFood(merchant: string, itemNames: string[]): boolean {
  const eaten = itemNames.filter(isDish).length;
  const isMostlyFood = eaten * 2 > itemNames.length || (itemNames.length === 2 && eaten === 1);
  if (itemNames.length > 0 && isMostlyFood) return true;
  const hasOtherGoods = itemNames.some((name) => notFood.test(fold(name)));
  return wordsOf(merchant).some((word) => placeWords.has(word)) && (eaten > 0 || !hasOtherGoods);
}

function isDish(name: string): boolean {
  return !notFood.test(fold(name)) && wordsOf(name).some(isDishWord);
}

function isDishWord(word: string): boolean {
  const singular = [word, word.replace(/s$/, ""), word.replace(/es$/, ""), word.replace(/e?n$/, "")];
  return singular.some((form) => dishWords.has(form)) || compoundHeads.test(word);
}

function wordsOf(text: string): string[] {
  return fold(cut(text, 300))
    .split(/[^a-z-]+/)
    .filter((word) => word.length > 1);
}
