// Written by scripts/foods.ts from the figures of the US Department of Agriculture (Standard Reference), which are in the public domain.
// A line is a food: number | group | description | English names | German names | nutrients per 100 g | household weights | options.
export const TABLE = `01001|01|Butter, salted|butter;salted butter|Butter;gesalzene Butter|717,0.85,0.06,81.1,0,0.06,51.4,643,24,24,0.02,2,0.09,0,684,1.5,2.32,7,0.17,3,0.003,215|pat=5;tbsp=14.2;cup=227;stick=113|d=10 w=knob:10
01003|01|Butter oil, anhydrous|ghee;butter oil;clarified butter|Ghee;Butterschmalz|876,0.28,0,99.5,0,0,61.9,2,5,4,0,0,0.01,0,840,1.8,2.8,8.6,0.01,0,0.001,256|tbsp=12.8;cup=205|d=13
01004|01|Cheese, blue|blue cheese;*gorgonzola|Blauschimmelkäse;*Gorgonzola|353,21.4,2.34,28.7,0,0.5,18.7,1146,256,528,0.31,23,2.66,0,198,0.5,0.25,2.4,1.22,36,0.166,75|cup, crumbled, not packed=135|d=28
01005|01|Cheese, brick|||371,23.2,2.79,29.7,0,0.51,18.8,560,136,674,0.43,24,2.6,0,292,0.5,0.26,2.5,1.26,20,0.065,94|cup, diced=132;cup, shredded=113;slice=28|
01006|01|Cheese, brie|brie;brie cheese|Brie|334,20.8,0.45,27.7,0,0.45,17.4,629,152,184,0.5,20,2.38,0,174,0.5,0.24,2.3,1.65,65,0.235,100|cup, sliced=144;cup, melted=240;package=128|d=28
01007|01|Cheese, camembert|camembert;camembert cheese|Camembert|300,19.8,0.46,24.3,0,0.46,15.3,842,187,388,0.33,20,2.38,0,241,0.4,0.21,2,1.3,62,0.227,72|cup=246;wedge=38|d=38
01009|01|Cheese, cheddar|cheddar;cheddar cheese;cheese;hard cheese|Cheddar;Käse;Hartkäse;Schnittkäse;Cheddarkäse|403,24.9,1.28,33.1,0,0.52,21.1,621,98,721,0.68,28,3.11,0,265,0.6,0.29,2.8,0.83,18,0.074,105|cup, diced=132;cup, melted=244;cup, shredded=113;slice=28|d=28 s=28
01011|01|Cheese, colby|colby;colby cheese||394,23.8,2.57,32.1,0,0.52,20.2,604,127,685,0.76,26,3.07,0,264,0.6,0.28,2.7,0.83,18,0.079,95|cup, diced=132;cup, shredded=113;slice=28|d=28 s=28
01012|01|Cheese, cottage, creamed, large or small curd|cottage cheese;creamed cottage cheese|Hüttenkäse;körniger Frischkäse;Cottage Cheese|98,11.1,3.38,4.3,0,2.67,1.72,364,104,83,0.07,8,0.4,0,37,0.1,0.08,0,0.43,12,0.046,17|cup, large curd=210;cup, small curd=225|d=113
01014|01|Cheese, cottage, nonfat, uncreamed, dry, large or small curd|dry curd cottage cheese;*quark;*low-fat quark|*Quark;*Magerquark;*Topfen;*Speisequark|72,10.3,6.66,0.29,0,1.85,0.169,372,137,86,0.15,11,0.47,0,2,0,0.01,0,0.46,9,0.016,7|cup=145|d=125
01015|01|Cheese, cottage, lowfat, 2% milkfat|low fat cottage cheese;low-fat cottage cheese;2% cottage cheese|fettarmer Hüttenkäse|86,11.8,3.66,2.45,0,3.67,0.979,330,84,91,0.15,7,0.41,0,20,0,0.04,0,0.45,10,0.022,10|cup=226|d=113
01016|01|Cheese, cottage, lowfat, 1% milkfat|1% cottage cheese||72,12.4,2.72,1.02,0,2.72,0.645,406,86,61,0.14,5,0.38,0,11,0,0.01,0.1,0.63,12,0.068,4|cup=226|d=113
01017|01|Cheese, cream|cream cheese|Frischkäse;Doppelrahmfrischkäse;Philadelphia|342,5.93,4.07,34.2,0,3.21,19.3,365,138,98,0.38,9,0.51,0,366,0.6,0.29,2.9,0.25,11,0.035,110|tbsp=14.5;cup=232;tbsp, whipped=10;package, small=85|d=15
01018|01|Cheese, edam|edam;edam cheese|Edamer|357,25,1.43,27.8,0,1.43,17.6,812,188,731,0.44,30,3.75,0,243,0.5,0.24,2.3,1.54,16,0.076,89|package=198|d=28 s=28
01019|01|Cheese, feta|feta;feta cheese;*greek cheese|Feta;Fetakäse;Schafskäse;*Hirtenkäse|264,14.2,4.09,21.3,0,4.09,14.9,917,62,493,0.65,19,2.88,0,125,0.4,0.18,1.8,1.69,32,0.424,89|cup, crumbled=150;wedge=38|d=28
01020|01|Cheese, fontina|fontina|Fontina|389,25.6,1.55,31.1,0,1.55,19.2,800,64,550,0.23,14,3.5,0,261,0.6,0.27,2.6,1.68,6,0.083,116|cup, diced=132;cup, shredded=108;slice=28;package=227|d=28
01022|01|Cheese, gouda|gouda;gouda cheese|Gouda;Goudakäse|356,24.9,2.22,27.4,0,2.22,17.6,819,121,700,0.24,29,3.9,0,165,0.5,0.24,2.3,1.54,21,0.08,114|package=198|d=28 s=28
01023|01|Cheese, gruyere|gruyere;gruyère;gruyere cheese|Gruyère;Greyerzer|413,29.8,0.36,32.3,0,0.36,18.9,714,81,1011,0.17,36,3.9,0,271,0.6,0.28,2.7,1.6,10,0.081,110|cup, diced=132;cup, shredded=108;slice=28;package=170|d=28 s=28
01024|01|Cheese, limburger|limburger|Limburger|327,20.1,0.49,27.3,0,0.49,16.7,800,128,497,0.13,21,2.1,0,340,0.5,0.23,2.3,1.04,58,0.086,90|cup=134;box=113;package=227|d=28
01025|01|Cheese, monterey|monterey jack;monterey jack cheese;monterey cheese;*pepper jack||373,24.5,0.68,30.3,0,0.5,19.1,600,81,746,0.72,27,3,0,198,0.6,0.26,2.5,0.83,18,0.079,89|cup, diced=132;cup, shredded=113;slice=28;package=170|d=28 s=28
01026|01|Cheese, mozzarella, whole milk|mozzarella;mozzarella cheese;fresh mozzarella;whole milk mozzarella|Mozzarella;Büffelmozzarella|300,22.2,2.19,22.4,0,1.03,13.2,627,76,505,0.44,20,2.92,0,179,0.4,0.19,2.3,2.28,7,0.037,79|cup, shredded=112;slices=28.3|d=28 p=125 s=28
01028|01|Cheese, mozzarella, part skim milk|part skim mozzarella;part-skim mozzarella;low fat mozzarella;string cheese|fettarmer Mozzarella;leichter Mozzarella|254,24.3,2.77,15.9,0,1.13,10.1,619,84,782,0.22,23,2.76,0,127,0.3,0.14,1.6,0.82,9,0.07,64||d=28 p=28
01030|01|Cheese, muenster|muenster;muenster cheese|Münsterkäse;*Butterkäse|368,23.4,1.12,30,0,1.12,19.1,628,134,717,0.41,27,2.81,0,298,0.6,0.26,2.5,1.47,12,0.056,96|cup, diced=132;cup, shredded=113;slice=28;package=170|d=28 s=28
01032|01|Cheese, parmesan, grated|grated parmesan;parmesan grated;parmesan cheese grated;grated parmesan cheese|geriebener Parmesan;Parmesan gerieben|431,38.5,4.06,28.6,0,0.9,17.3,1529,125,1109,0.9,38,3.87,0,229,0.5,0.25,1.9,2.26,10,0.049,88|cup=100;tbsp=5|d=5
01033|01|Cheese, parmesan, hard|parmesan;parmesan cheese|Parmesan;Parmesankäse;Grana Padano|392,35.8,3.22,25.8,0,0.8,16.4,1376,92,1184,0.82,44,2.75,0,207,0.5,0.22,1.7,1.2,7,0.091,68|package=28.4|d=28
01034|01|Cheese, port de salut|||352,23.8,0.57,28.2,0,0.57,16.7,534,136,650,0.43,24,2.6,0,315,0.5,0.24,2.4,1.5,18,0.053,123|cup, diced=132;cup, shredded=113;slice=28;package=170|
01035|01|Cheese, provolone|provolone;provolone cheese|Provolone|351,25.6,2.14,26.6,0,0.56,17.1,876,138,756,0.52,28,3.23,0,236,0.5,0.23,2.2,1.46,10,0.073,69|cup, diced=132;slice=28;package=170|d=28 s=28
01036|01|Cheese, ricotta, whole milk|ricotta;ricotta cheese;whole milk ricotta|Ricotta|174,11.3,3.04,13,0,0.27,8.29,84,105,207,0.38,11,1.16,0,120,0.2,0.11,1.1,0.34,12,0.043,51|cup=248|d=62
01037|01|Cheese, ricotta, part skim milk|part skim ricotta;part-skim ricotta cheese;low fat ricotta||138,11.4,5.14,7.91,0,0.31,4.93,99,125,272,0.44,15,1.34,0,107,0.1,0.07,0.7,0.29,13,0.02,31|cup=248|d=62
01038|01|Cheese, romano|romano cheese;pecorino|Pecorino|387,31.8,3.63,26.9,0,0.73,17.1,1433,86,1064,0.77,41,2.58,0,96,0.5,0.23,2.2,1.12,7,0.085,104|package=28.4|d=28
01039|01|Cheese, roquefort|roquefort|Roquefort|369,21.5,2,30.6,0,,19.3,1809,91,662,0.56,30,2.08,0,294,,,,0.64,49,0.124,90|package=85|d=28
01040|01|Cheese, swiss|swiss cheese;emmental;emmentaler|Emmentaler;Schweizer Käse;*Bergkäse|380,26.9,5.38,27.8,0,1.32,17.8,70,77,791,0.2,38,4.36,0,220,0.5,0.38,2.5,3.34,6,0.083,92|cup, diced=132;cup, melted=244;cup, shredded=108;slice=28|d=28 s=28
01041|01|Cheese, tilsit|tilsit;tilsit cheese|Tilsiter|340,24.4,1.88,26,0,,16.8,753,65,700,0.23,13,3.5,0,249,,,,2.1,20,0.065,102|package=170|d=28 s=28
01042|01|Cheese, pasteurized process, American, fortified with vitamin D|american cheese;processed cheese;cheese slice|Schmelzkäse;Scheiblettenkäse;Scheibletten;Toastkäse|366,18.1,4.78,30.7,0,2.26,18.1,1671,132,1045,0.63,26,2.49,0,317,7.5,0.8,3.7,1.5,8,0.054,100|cup, diced=140;cup, melted=244;cup, shredded=113;slice=21|d=21 s=21
01049|01|Cream, fluid, half and half|half and half;half-and-half|*Kaffeesahne 10 %|130,2.96,4.3,11.5,0,4.3,7.16,41,130,105,0.07,10,0.51,0.9,97,0.2,0.33,1.3,0.33,3,0.039,37|fl oz=30.2;tbsp=15;cup=242;container, individual=15|d=30
01050|01|Cream, fluid, light (coffee cream or table cream)|light cream;coffee cream;single cream;table cream|leichte Sahne|195,2.7,3.66,19.3,0,3.66,12,40,122,96,0.04,9,0.27,0.8,181,0.4,0.55,1.7,0.22,2,0.032,66|fl oz=30;tbsp=15;cup=240;container, individual=11.1|d=30
01053|01|Cream, fluid, heavy whipping|heavy cream;whipping cream;double cream;cream;heavy whipping cream|Sahne;Schlagsahne;süße Sahne;Schlagobers;Rahm|345,2.05,2.79,37,0,2.79,23,38,75,65,0.03,7,0.23,0.6,411,0.7,1.06,3.2,0.18,4,0.026,137|cup, whipped=120;cup, fluid=238;tbsp=15;fl oz=29.8|d=30
01054|01|Cream, whipped, cream topping, pressurized|whipped cream;whipped topping|Sprühsahne;geschlagene Sahne|257,3.2,12.5,22.2,0,8,13.8,8,147,101,0.05,11,0.37,0,188,0.4,0.64,1.9,0.29,3,0.041,76|cup=60;tbsp=3|d=12 w=dollop:12
01056|01|Cream, sour, cultured|sour cream;creme fraiche;crème fraîche|saure Sahne;Sauerrahm;Schmand;Crème fraîche|193,2.07,2.88,19.7,0,2.88,11.5,47,141,110,0.17,10,0.38,0.9,176,0.4,0.44,1.8,0.28,7,0.057,52|tbsp=12;cup=230|d=24 w=dollop:24
01057|01|Eggnog|eggnog|Eierpunsch|88,4.55,8.05,4.19,0,8.05,2.59,54,165,130,0.2,19,0.46,1.5,59,1.2,0.21,0.3,0.45,1,0.05,59|cup=254;fl oz=31.8;quart=1016|d=254
01077|01|Milk, whole, 3.25% milkfat, with added vitamin D|milk;whole milk;full-fat milk;cow's milk;full fat milk|Milch;Vollmilch;Kuhmilch;H-Milch|61,3.15,4.8,3.25,0,5.05,1.86,43,132,113,0.03,10,0.37,0,46,1.3,0.07,0.3,0.45,5,0.036,10|cup=244;fl oz=30.5;tbsp=15;quart=976|d=244
01079|01|Milk, reduced fat, fluid, 2% milkfat, with added vitamin A and vitamin D|2% milk;reduced fat milk;reduced-fat milk;semi-skimmed milk;semi skimmed milk;two percent milk|fettarme Milch;teilentrahmte Milch|50,3.3,4.8,1.98,0,5.06,1.26,47,140,120,0.02,11,0.48,0.2,55,1.2,0.03,0.2,0.53,5,0.038,8|cup=244;fl oz=30.5;quart=976|d=244
01082|01|Milk, lowfat, fluid, 1% milkfat, with added vitamin A and vitamin D|1% milk;low fat milk;low-fat milk;lowfat milk;one percent milk|Milch 1,5 %;Milch 1,5% Fett|42,3.37,4.99,0.97,0,5.2,0.633,44,150,125,0.03,11,0.42,0,58,1.2,0.01,0.1,0.47,5,0.037,5|cup=244;fl oz=30.5;quart=976|d=244
01085|01|Milk, nonfat, fluid, with added vitamin A and vitamin D (fat free or skim)|skim milk;skimmed milk;nonfat milk;fat-free milk;fat free milk;non-fat milk|Magermilch;entrahmte Milch|34,3.37,4.96,0.08,0,5.09,0.056,42,156,122,0.03,11,0.42,0,61,1.2,0.01,0,0.5,5,0.037,2|cup=245;fl oz=30.6;quart=980|d=245
01088|01|Milk, buttermilk, fluid, cultured, lowfat|buttermilk|Buttermilch|40,3.31,4.79,0.88,0,4.79,0.548,190,151,116,0.05,11,0.42,1,14,0,0.05,0.1,0.22,5,0.034,4|cup=245;fl oz=30.6;quart=980|d=245
01090|01|Milk, dry, whole, with added vitamin D|milk powder;whole milk powder;dry milk|Milchpulver;Vollmilchpulver|496,26.3,38.4,26.7,0,38.4,16.7,371,1330,912,0.47,85,3.34,8.6,258,10.5,0.58,2.2,3.25,37,0.302,97|cup=128|d=32
01095|01|Milk, canned, condensed, sweetened|condensed milk;sweetened condensed milk|gezuckerte Kondensmilch|321,7.91,54.4,8.7,0,54.4,5.49,127,371,284,0.19,26,0.94,2.6,74,0.2,0.16,0.6,0.44,11,0.051,34|fl oz=38.2;cup=306|d=19
01102|01|Milk, chocolate, fluid, commercial, whole, with added vitamin A and vitamin D|chocolate milk;*cocoa drink;whole chocolate milk|Schokomilch;Schokoladenmilch;*Kakaogetränk|83,3.17,10.3,3.39,0.8,9.54,2.1,60,167,112,0.24,13,0.41,0.9,27,1.3,0.07,0.3,0.33,5,0.04,12|cup=250;fl oz=31.2;quart=1000|d=250
01105|01|Milk, chocolate beverage, hot cocoa, homemade|hot chocolate;hot cocoa;cocoa|heiße Schokolade;Kakao;Trinkschokolade|77,3.52,10.7,2.34,1,9.66,1.43,44,197,114,0.42,23,0.63,0.2,51,1.1,0.03,0.2,0.49,5,0.04,8|cup=250;fl oz=31.2|d=250
01106|01|Milk, goat, fluid, with added vitamin D|goat milk;goat's milk|Ziegenmilch|69,3.56,4.45,4.14,0,4.45,2.67,50,204,134,0.05,14,0.3,1.3,57,1.3,0.07,0.3,0.07,1,0.046,11|fl oz=30.5;cup=244;quart=976|d=244
01110|01|Milk shakes, thick chocolate|chocolate milkshake;chocolate shake|Schokoshake;Schokoladen-Milchshake|119,3.05,21.1,2.7,0.3,20.9,1.68,111,224,132,0.31,16,0.48,0,18,1,0.05,0.2,0.32,5,0.025,11|fl oz=28.4;container=300|d=300
01111|01|Milk shakes, thick vanilla|vanilla milkshake;milkshake;vanilla shake;milk shake|Milchshake;Vanilleshake|112,3.86,17.8,3.03,0,17.8,1.89,95,183,146,0.1,12,0.39,0,25,1.2,0.05,0.2,0.52,7,0.042,12|fl oz=28.4;container=313|d=300
01116|01|Yogurt, plain, whole milk, 8 grams protein per 8 ounce|yogurt;yoghurt;plain yogurt;whole milk yogurt;natural yogurt;natural yoghurt;plain yoghurt;plain whole milk yogurt|Joghurt;Naturjoghurt;Jogurt;Vollmilchjoghurt|61,3.47,4.66,3.25,0,4.66,2.1,46,155,121,0.05,12,0.59,0.5,27,0.1,0.06,0.2,0.37,7,0.032,13|container=170;cup=245|d=170
01117|01|Yogurt, plain, low fat, 12 grams protein per 8 ounce|low-fat yogurt;low fat yogurt;lowfat yogurt;low fat plain yogurt;plain low fat yogurt;low-fat plain yogurt|fettarmer Joghurt;Magerjoghurt|63,5.25,7.04,1.55,0,7.04,1,70,234,183,0.08,17,0.89,0.8,14,0,0.03,0.2,0.56,11,0.049,6|container=170;cup=245|d=170
01118|01|Yogurt, plain, skim milk, 13 grams protein per 8 ounce|nonfat yogurt;fat-free yogurt;skim yogurt;fat free yogurt;nonfat plain yogurt;plain nonfat yogurt|Joghurt 0,1 %|56,5.73,7.68,0.18,0,7.68,0.116,77,255,199,0.09,19,0.97,0.9,2,0,0,0.2,0.61,12,0.053,2|container=170;cup=245|d=170
01119|01|Yogurt, vanilla, low fat, 11 grams protein per 8 ounce|vanilla yogurt;lowfat vanilla yogurt;low fat vanilla yogurt|Vanillejoghurt|85,4.93,13.8,1.25,0,13.8,0.806,66,219,171,0.07,16,0.83,0.8,12,0,0.02,0.1,0.53,11,0.045,5|container=170;cup=245|d=170
01120|01|Yogurt, fruit, low fat, 9 grams protein per 8 ounce|fruit yogurt;strawberry yogurt;flavored yogurt;blueberry yogurt;peach yogurt;yogurt with fruit|Fruchtjoghurt;Erdbeerjoghurt;Kirschjoghurt|99,3.98,18.6,1.15,0,18.6,0.742,53,177,138,0.06,13,0.67,0.6,11,0,0.02,0.1,0.43,9,0.037,5|container=170;cup=245|d=170
01123|01|Egg, whole, raw, fresh|egg;eggs;whole egg;raw egg|Ei;Eier;Hühnerei;Hühnereier;rohes Ei|143,12.6,0.72,9.51,0,0.37,3.13,142,138,56,1.75,12,1.29,0,160,2,1.05,0.3,0.89,47,0.17,372|large=50;extra large=56;jumbo=63;cup=243;medium=44;small=38|p=50
01124|01|Egg, white, raw, fresh|egg white;egg whites|Eiweiß;Eiklar|52,10.9,0.73,0.17,0,0.71,0,166,163,7,0.08,11,0.03,0,0,0,0,0,0.09,4,0.005,0|large=33;cup=243|p=33
01125|01|Egg, yolk, raw, fresh|egg yolk;egg yolks;yolk|Eigelb;Eidotter;Dotter|322,15.9,3.59,26.5,0,0.56,9.55,48,109,129,2.73,5,2.3,0,381,5.4,2.58,0.7,1.95,146,0.35,1085|large=17;cup=243|p=17
01128|01|Egg, whole, cooked, fried|fried egg;egg fried;sunny side up egg|Spiegelei;Spiegeleier;gebratenes Ei;gebratene Eier|196,13.6,0.83,14.8,0,0.4,4.32,207,152,62,1.89,13,1.39,0,219,2.2,1.31,5.6,0.97,51,0.184,401|large=46|p=46
01129|01|Egg, whole, cooked, hard-boiled|boiled egg;hard-boiled egg;hard boiled egg;soft-boiled egg;egg hard boiled;cooked egg|gekochtes Ei;gekochte Eier;hart gekochtes Ei;weich gekochtes Ei;Frühstücksei;hartgekochtes Ei;weichgekochtes Ei|155,12.6,1.12,10.6,0,1.12,3.27,124,126,50,1.19,10,1.05,0,149,2.2,1.03,0.3,1.11,44,0.121,373|cup, chopped=136;tbsp=8.5;large=50|p=50
01130|01|Egg, whole, cooked, omelet|omelet;omelette|Omelett;Omelette|154,10.6,0.64,11.7,0,0.31,3.32,155,117,48,1.48,11,1.09,0,172,1.7,1.29,4.5,0.76,39,0.143,313|tbsp=15;large=61|p=122 d=122
01131|01|Egg, whole, cooked, poached|poached egg;egg poached|pochiertes Ei;pochierte Eier|143,12.5,0.71,9.47,0,0.37,3.11,297,138,56,1.75,12,1.29,0,160,2,1.04,0.3,0.71,35,0.144,370|large=50|p=50
01132|01|Egg, whole, cooked, scrambled|scrambled eggs;scrambled egg;egg scrambled|Rührei;Rühreier|149,9.99,1.61,11,0,1.39,3.33,145,132,66,1.31,11,1.04,0,161,1.8,1.15,4,0.76,36,0.134,277|large=61;tbsp=13.7;cup=220|p=61 d=122
01138|01|Egg, duck, whole, fresh, raw|duck egg|Entenei|185,12.8,1.45,13.8,0,0.93,3.68,146,222,64,3.85,17,1.41,0,194,1.7,1.34,0.4,5.4,80,0.25,884|egg=70|p=70
01140|01|Egg, quail, whole, fresh, raw|quail egg|Wachtelei;Wachteleier|158,13.1,0.41,11.1,0,0.4,3.56,141,132,64,3.65,13,1.47,0,156,1.4,1.08,0.3,1.58,66,0.15,844|egg=9|p=9
01145|01|Butter, without salt|unsalted butter;butter unsalted|ungesalzene Butter;Süßrahmbutter|717,0.85,0.06,81.1,0,0.06,51.4,11,24,24,0.02,2,0.09,0,684,1.5,2.32,7,0.17,3,0.003,215|pat=5;tbsp=14.2;cup=227;stick=113|d=10
01153|01|Milk, canned, evaporated, with added vitamin A|evaporated milk|Kondensmilch;Dosenmilch;Kaffeemilch;Kaffeesahne|134,6.81,10,7.56,0,,4.59,106,303,261,0.19,24,0.77,1.9,,,,,0.16,8,0.05,29|fl oz=31.5;cup=252|d=16
01159|01|Cheese, goat, soft type|goat cheese;soft goat cheese;goats cheese|Ziegenkäse;Ziegenfrischkäse|268,18.5,0,21.1,0,0.89,14.6,459,26,140,1.9,16,0.92,0,288,0.4,0.18,1.8,0.19,12,0.25,46||d=28
01164|01|Cheese sauce, prepared from recipe|cheese sauce|Käsesauce;Käsesoße|197,10.3,5.48,14.9,0.1,0.19,8.03,493,142,311,0.35,19,1.26,0.6,82,1,0.09,0.9,0.35,10,0.045,38|tbsp=15;cup=243|d=60
01187|01|Yogurt, chocolate, nonfat milk|chocolate yogurt|Schokojoghurt|112,3.53,23.5,0,1.2,15,0,135,339,88,0.42,40,1.13,0,0,0,0,0,0.5,12,0.047,1|container=170|d=170
01208|01|Cheese, provolone, reduced fat|||274,24.7,3.5,17.6,0,0.55,11.3,615,138,756,0.52,28,3.23,0,141,0.3,0.15,1.5,1.46,10,0.073,55|cup, diced=132;cup, shredded=113;slice=28;package=170|
01238|01|Ice cream sandwich|ice cream sandwich|Eissandwich|237,4.29,37.1,8.57,0,18.6,2.32,129,115,86,0.26,29,0.6,0,86,0,0.4,1.3,0.05,34,0.028,21|serving=70|p=70
01256|01|Yogurt, Greek, plain, nonfat|greek yogurt;greek yoghurt;nonfat greek yogurt;plain greek yogurt;*skyr;fat free greek yogurt|griechischer Joghurt;griechischer Jogurt;*Skyr|59,10.2,3.6,0.39,0,3.24,0.117,36,141,110,0.07,11,0.52,0,1,0,0.01,0,0.75,7,0.063,5|container=170|d=170
02003|02|Spices, basil, dried|||233,23,47.8,4.07,37.7,1.71,2.16,76,2630,2240,89.8,711,7.1,0.8,37,0,10.7,1715,0,310,1.34,0|tsp, leaves=0.7;tbsp, leaves=2.1;tsp, ground=1.4;tbsp, ground=4.5|
02009|02|Spices, chili powder|chili powder|Chilipulver|282,13.5,49.7,14.3,34.8,7.19,2.46,4000,1950,330,17.3,149,4.3,0.7,1483,0,38.1,106,0,28,2.09,0|tsp=2.7;tbsp=8|d=2
02010|02|Spices, cinnamon, ground|cinnamon|Zimt|247,3.99,80.6,1.24,53.1,2.17,0.345,10,431,1002,8.32,60,1.83,3.8,15,0,2.32,31.2,0,6,0.158,0|tsp=2.6;tbsp=7.8|d=1
02014|02|Spices, cumin seed|cumin;cumin seed|Kreuzkümmel;Kümmel|375,17.8,44.2,22.3,10.5,2.25,1.53,168,1788,931,66.4,366,4.8,7.7,64,0,3.33,5.4,0,10,0.435,0|tsp, whole=2.1;tbsp, whole=6|d=2
02015|02|Spices, curry powder|curry powder;curry|Currypulver|325,14.3,55.8,14,53.2,2.76,1.65,52,1170,525,19.1,255,4.7,0.7,1,0,25.2,99.8,0,56,0.105,0|tsp=2;tbsp=6.3|d=2
02020|02|Spices, garlic powder|garlic powder|Knoblauchpulver|331,16.6,72.7,0.73,9,2.43,0.249,60,1193,79,5.65,77,2.99,1.2,0,0,0.67,0.4,0,47,1.65,0|tsp=3.1;tbsp=9.7|d=2
02026|02|Spices, onion powder|onion powder|Zwiebelpulver|341,10.4,79.1,1.04,15.2,6.63,0.219,73,985,384,3.9,113,4.05,23.4,0,0,0.27,4.1,0,64,0.718,0|tsp=2.4;tbsp=6.9|d=2
02027|02|Spices, oregano, dried|oregano|Oregano|265,9,68.9,4.28,42.5,4.09,1.55,25,1260,1597,36.8,270,2.69,2.3,85,0,18.3,622,0,237,1.04,0|tsp, leaves=1;tsp, ground=1.8|d=1
02028|02|Spices, paprika|paprika;paprika powder|Paprikapulver|282,14.1,54,12.9,34.9,10.3,2.14,68,2280,229,21.1,178,4.33,0.9,2463,0,29.1,80.3,0,49,2.14,0|tsp=2.3;tbsp=6.8|d=1
02030|02|Spices, pepper, black|pepper;black pepper|Pfeffer;schwarzer Pfeffer|251,10.4,64,3.26,25.3,0.64,1.39,20,1329,443,9.71,171,1.19,0,27,0,1.04,164,0,17,0.291,0|tsp, ground=2.3;tbsp, ground=6.9;tsp, whole=2.9;dash=0.1|d=0.5
02033|02|Spices, poppy seed|poppy seeds|Mohn|525,18,28.1,41.6,19.5,2.99,4.52,26,719,1438,9.76,347,7.9,1,0,0,1.77,0,0,82,0.247,0|tsp=2.8;tbsp=8.8|d=9
02041|02|Spices, tarragon, dried|||295,22.8,50.2,7.24,7.4,,1.88,62,3020,1139,32.3,347,3.9,50,210,0,,,0,274,2.41,0|tsp, leaves=0.6;tbsp, leaves=1.8;tsp, ground=1.6;tbsp, ground=4.8|
02042|02|Spices, thyme, dried|||276,9.11,63.9,7.43,37,1.71,2.73,55,814,1890,124,220,6.18,50,190,0,7.48,1715,0,274,0.55,0|tsp, leaves=1;tbsp, leaves=2.7;tsp, ground=1.4;tbsp, ground=4.3|
02043|02|Spices, turmeric, ground|turmeric|Kurkuma|312,9.68,67.1,3.25,22.7,3.21,1.84,27,2080,168,55,208,4.5,0.7,0,0,4.43,13.4,0,20,0.107,0|tsp=3;tbsp=9.4|d=2
02044|02|Basil, fresh|basil;fresh basil|Basilikum|23,3.15,2.65,0.64,1.6,0.3,0.041,4,295,177,3.17,64,0.81,18,264,0,0.8,415,0,68,0.155,0|leaves=0.5;tbsp, chopped=2.65;cup leaves, whole=24|d=3
02045|02|Dill weed, fresh|dill|Dill|43,3.46,7.02,1.12,2.1,,0.06,61,738,208,6.59,55,0.91,85,386,0,,,0,150,0.185,0|sprigs=0.2;cup sprigs=8.9|d=1
02046|02|Mustard, prepared, yellow|mustard;yellow mustard;*dijon mustard|Senf;mittelscharfer Senf|67,4.37,5.33,4.01,3.3,0.86,0.248,1135,138,58,1.51,49,0.64,1.5,4,0,0.36,1.8,0,7,0.063,0|tsp or 1 packet=5;cup=249|d=5
02047|02|Salt, table|salt;table salt|Salz;Kochsalz;Speisesalz|0,0,0,0,0,0,0,38760,8,24,0.33,1,0.1,0,0,0,0,0,0,0,0,0|tsp=6;tbsp=18;cup=292;dash=0.4|d=1
02048|02|Vinegar, cider|vinegar;cider vinegar;apple cider vinegar|Essig;Apfelessig|21,0,0.93,0,0,0.4,0,5,73,7,0.2,5,0.04,0,0,0,0,0,0,0,0,0|tbsp=14.9;cup=239;tsp=5|d=15
02050|02|Vanilla extract|vanilla;vanilla extract|Vanilleextrakt;Vanille|288,0.06,12.7,0.06,0,12.7,0.01,9,148,11,0.12,12,0.11,0,0,0,0,0,0,0,0.026,0|tsp=4.2;tbsp=13;cup=208|d=4
02053|02|Vinegar, distilled|||18,0,0.04,0,0,0.04,0,2,2,6,0.03,1,0.01,0,0,0,0,0,0,0,0,0|tbsp=14.9;cup=238;tsp=5|
02054|02|Capers, canned|capers|Kapern|23,2.36,4.89,0.86,3.2,0.41,0.233,2769,40,40,1.67,33,0.32,4.3,7,0,0.88,24.6,0,23,0.023,0|tbsp, drained=8.6|d=9
02055|02|Horseradish, prepared|horseradish|Meerrettich;Kren|48,1.18,11.3,0.69,3.3,7.99,0.09,420,246,56,0.42,27,0.83,24.9,0,0,0.01,1.3,0,57,0.073,0|tsp=5;tbsp=15|d=5
02068|02|Vinegar, red wine|red wine vinegar|Rotweinessig|19,0.04,0.27,0,0,0,0,8,39,6,0.45,4,0.03,0.5,0,,,,,,,|tbsp=14.9;cup=239;tsp=5|d=15
02069|02|Vinegar, balsamic|balsamic vinegar;balsamic|Balsamico;Balsamicoessig;Aceto Balsamico|88,0.49,17,0,,14.9,0,23,112,27,0.72,12,0.08,0,0,,,,,,,|tbsp=16;cup=255;tsp=5.3|d=16
04002|04|Lard|lard|Schmalz;Schweineschmalz|902,0,0,100,0,0,39.2,0,0,0,0,0,0.11,0,0,2.5,0.6,0,0,0,0,95|tbsp=12.8;cup=205|d=13
04017|04|Salad dressing, thousand island, commercial, regular|thousand island dressing|Thousand-Island-Dressing;Cocktailsauce|379,1.09,14.6,35.1,0.8,15.2,5.09,962,107,17,1.18,8,0.26,0,14,0,4,69.1,0,0,0,26|tbsp=16;cup=250;serving=30|d=32
04025|04|Salad dressing, mayonnaise, regular|mayonnaise;mayo|Mayonnaise;Majonäse;Mayo|680,0.96,0.57,74.8,0,0.57,11.7,635,20,8,0.21,1,0.15,0,16,0.2,3.28,163,0.12,5,0.008,42|tbsp=13.8;cup=220;packet=10|d=14
04037|04|Oil, rice bran|||884,0,0,100,0,0,19.7,0,0,0,0.07,0,0,0,0,,32.3,24.7,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04038|04|Oil, wheat germ|||884,0,0,100,0,0,18.8,0,0,0,0,0,0,0,0,0,149,24.7,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04042|04|Oil, peanut, salad or cooking|peanut oil|Erdnussöl|884,0,0,100,0,0,16.9,0,0,0,0.03,0,0.01,0,0,0,15.7,0.7,0,0,0,0|tbsp=13.5;cup=216;tsp=4.5|d=13.5
04044|04|Oil, soybean, salad or cooking|soybean oil|Sojaöl|884,0,0,100,0,0,15.7,0,0,0,0.05,0,0.01,0,0,0,8.18,184,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|d=13.6
04047|04|Oil, coconut|coconut oil|Kokosöl;Kokosfett|862,0,0,100,0,0,86.5,0,0,0,0.04,0,0,0,0,0,0.09,0.5,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|d=13.6
04053|04|Oil, olive, salad or cooking|olive oil;oil;extra virgin olive oil|Olivenöl;Öl|884,0,0,100,0,0,13.8,2,1,1,0.56,0,0,0,0,0,14.3,60.2,0,0,0,0|tablespoon=13.5;cup=216;tsp=4.5|d=13.5
04055|04|Oil, palm|||884,0,0,100,0,0,49.3,0,0,0,0.01,0,0,0,0,,15.9,8,0,0,0,0|tbsp=13.6;cup=216;tsp=4.5|
04058|04|Oil, sesame, salad or cooking|sesame oil|Sesamöl|884,0,0,100,0,0,14.2,0,0,0,0,0,0,0,0,0,1.4,13.6,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|d=13.6
04073|04|Margarine, regular, hard, soybean (hydrogenated)|margarine|Margarine;Pflanzenmargarine|719,0.9,0.9,80.5,0,0,16.7,943,42,30,0,3,0,0.2,819,,3.1,,0.1,1,0.009,0|tsp=4.7;stick=113|d=10
04114|04|Salad dressing, italian dressing, commercial, regular|italian dressing;salad dressing;dressing;italian salad dressing|Salatdressing;Dressing;Italian Dressing;Salatsoße;Salatsauce|240,0.41,12.1,21.1,0,10.8,2.95,993,84,13,0.26,5,0.07,0.4,2,0,2.19,56,0,0,0.064,0|tbsp=14.7;cup=235|d=30
04120|04|Salad dressing, french dressing, commercial, regular|french dressing|French Dressing|457,0.77,15.6,44.8,0,15.9,5.65,836,67,24,0.8,5,0.29,3.6,23,0,5,121,0.14,0,0,0|tbsp=16;cup=250|d=32
04135|04|Salad dressing, home recipe, vinegar and oil|vinaigrette;oil and vinegar dressing;vinegar and oil;oil and vinegar;balsamic vinaigrette|Vinaigrette;Essig und Öl;Essig-Öl-Dressing|449,0,2.5,50.1,0,2.5,9.1,1,8,0,0,0,0,0,0,0,4.61,98.8,0,0,0,0|tablespoon=16;cup=250|d=31
04501|04|Oil, cocoa butter|||884,0,0,100,0,0,59.7,0,0,0,0,0,0,0,0,,1.8,24.7,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04506|04|Oil, sunflower, linoleic, (approx. 65%)|sunflower oil|Sonnenblumenöl|884,0,0,100,0,0,10.3,0,0,0,0,0,0,0,0,0,41.1,5.4,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|d=13.6
04514|04|Oil, poppyseed|||884,0,0,100,0,0,13.5,0,0,0,0,0,0,0,0,,11.4,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04515|04|Oil, tomatoseed|||884,0,0,100,0,0,19.7,0,0,0,0,0,0,0,0,,3.8,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04516|04|Oil, teaseed|||884,0,0,100,0,0,21.1,0,0,0,0,0,0,0,0,,0,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04517|04|Oil, grapeseed|grapeseed oil|Traubenkernöl|884,0,0,100,0,0,9.6,0,0,0,0,0,0,0,0,,28.8,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|d=13.6
04518|04|Oil, corn, industrial and retail, all purpose salad or cooking|corn oil|Maiskeimöl|900,0,0,100,0,0,12.9,0,0,0,0,0,0,0,0,0,14.3,1.9,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|d=13.6
04528|04|Oil, walnut|walnut oil|Walnussöl|884,0,0,100,0,0,9.1,0,0,0,0,0,0,0,0,0,0.4,15,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|d=13.6
04529|04|Oil, almond|||884,0,0,100,0,0,8.2,0,0,0,0,0,0,0,0,0,39.2,7,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04530|04|Oil, apricot kernel|||884,0,0,100,0,0,6.3,0,0,0,0,0,0,0,0,,4,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04532|04|Oil, hazelnut|||884,0,0,100,0,0,7.4,0,0,0,0,0,0,0,0,,47.2,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04534|04|Oil, babassu|||884,0,0,100,0,0,81.2,0,0,0,0,0,0,0,0,,19.1,,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|
04539|04|Salad dressing, blue or roquefort cheese dressing, commercial, regular|blue cheese dressing||484,1.37,4.77,51.1,0.4,3.48,8.28,642,88,37,0.09,8,0.21,0.7,14,0.1,4.28,85.9,0.27,8,0.037,31|tbsp=15;cup=245|d=30
04541|04|Oil, cupu assu|||884,0,0,100,0,0,53.2,0,0,0,,0,0,0,0,,0.6,,0,0,0,0|tablespoon=13.6;cup=218;tsp=4.5|
04542|04|Fat, chicken|chicken fat|Hühnerfett|900,0,0,99.8,0,0,29.8,0,0,0,0,0,0,0,0,4.8,2.7,0,0,0,0,85|tbsp=12.8;cup=205|d=13
04572|04|Oil, nutmeg butter|||884,0,0,100,0,0,90,0,0,0,0,0,0,0,0,,0.2,,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|
04575|04|Fat, turkey|||900,0,0,99.8,0,0,29.4,0,0,0,0,0,0,0,0,4.8,2.9,0,0,0,0,102|tbsp=12.8;tsp=4.3;cup=205|
04576|04|Fat, goose|goose fat|Gänseschmalz|900,0,0,99.8,0,,27.7,0,0,0,0,0,0,0,0,,2.7,,0,0,0,100|tbsp=12.8;cup=205|d=13
04581|04|Oil, avocado|avocado oil|Avocadoöl|884,0,0,100,0,,11.6,0,0,0,0,0,0,0,0,,,,0,0,0,|tbsp=14;cup=218;tsp=4.5|d=14
04582|04|Oil, canola|canola oil;rapeseed oil;vegetable oil;cooking oil|Rapsöl;Pflanzenöl;Speiseöl|884,0,0,100,0,0,7.37,0,0,0,0,0,0,0,0,0,17.5,71.3,0,0,0,0|tbsp=14;cup=218;tsp=4.5|d=14
04583|04|Oil, mustard|||884,0,0,100,0,,11.6,0,0,0,0,0,0,0,0,,,,0,0,0,|tbsp=14;cup=218;tsp=4.5|
04588|04|Oil, oat|||884,0,0,100,0,0,19.6,0,0,0,0,0,0,0,0,,14.4,24.7,0,0,0,0|tbsp=13.6;cup=218;tsp=4.5|
04589|04|Fish oil, cod liver|||902,0,0,100,0,,22.6,0,0,0,0,0,0,0,30000,250,,,0,0,0,570|tbsp=13.6;tsp=4.5;cup=218|
04590|04|Fish oil, herring|||902,0,0,100,0,,21.3,0,0,0,0,0,0,0,0,,,,0,0,0,766|tbsp=13.6;tsp=4.5;cup=218|
04591|04|Fish oil, menhaden|||902,0,0,100,0,,30.4,0,0,0,0,0,0,0,0,,,,0,0,0,521|tbsp=13.6;tsp=4.5;cup=218|
04593|04|Fish oil, salmon|||902,0,0,100,0,,19.9,0,0,0,0,0,0,0,0,,,,0,0,0,485|tbsp=13.6;tsp=4.5;cup=218|
04594|04|Fish oil, sardine|||902,0,0,100,0,,29.9,0,0,0,0,0,0,0,0,8.3,,,0,0,0,710|tbsp=13.6;tsp=4.5;cup=218|
04615|04|Shortening, vegetable, household, composite|shortening;vegetable shortening||884,0,0,100,0,0,25,4,0,1,0.07,0,0,0,0,0,6.13,53.2,0,0,0.001,0|tbsp=12.8;cup=205|d=13
04639|04|Salad dressing, ranch dressing, commercial, regular|ranch dressing;ranch|Ranch-Dressing|421,1.32,5.74,44.5,0,4.69,6.96,901,64,28,0.3,5,0.17,0,14,0.1,2.22,125,0.18,4,0.03,26|tablespoon=15;serving=30|d=30
04641|04|Salad dressing, mayonnaise, light|light mayonnaise;light mayo;low fat mayo;reduced fat mayonnaise|leichte Mayonnaise;Salatmayonnaise|238,0.37,9.23,22.2,0,3.56,3.45,827,31,6,0.14,2,0.07,0,8,0,2.19,53.7,0,4,0.002,16|tablespoon=15|d=15
04703|04|Salad dressing, honey mustard, regular|honey mustard dressing|Honig-Senf-Dressing|464,0.87,23.3,40.8,0.4,15.8,5,512,20,12,0.29,5,0.14,0.2,12,0.1,3.53,70,0.05,5,0.017,29|tbsp=15|d=30
05009|05|Chicken, broilers or fryers, meat and skin, cooked, roasted|roast chicken;rotisserie chicken;whole chicken;roasted chicken|Brathähnchen;Hähnchen;Grillhähnchen;Brathuhn;Huhn;Hühnerfleisch;Hendl;Broiler|239,27.3,0,13.6,0,0,3.79,82,223,15,1.26,23,1.94,0,48,0,0.27,2.4,0.3,5,0.4,88|cup, chopped or diced=140;unit=178;chicken, bone removed=598|p=600 d=140 a=1
05014|05|Chicken, broilers or fryers, meat only, stewed|stewed chicken;boiled chicken|gekochtes Huhn;Suppenhuhn|177,27.3,0,6.71,0,0,1.84,70,180,14,1.17,21,1.99,0,15,0.1,0.27,2.4,0.22,6,0.26,83|cup, chopped or diced=140;tbsp=8.7;unit=157|d=100
05028|05|Chicken, liver, all classes, cooked, simmered|chicken liver|Hühnerleber;Hähnchenleber|167,24.5,0.87,6.51,0,0,2.06,76,263,11,11.6,25,3.98,27.9,3981,0,0.82,0,16.9,578,0.755,563|liver=44|d=85
05062|05|Chicken, broiler or fryers, breast, skinless, boneless, meat only, raw|raw chicken breast;uncooked chicken breast|rohe Hähnchenbrust;rohes Hähnchenbrustfilet|120,22.5,0,2.62,0,0,0.563,45,334,5,0.37,28,0.68,0,7,0,0.56,0.2,0.21,9,0.811,73|piece=272;package=926|
05064|05|Chicken, broilers or fryers, breast, meat only, cooked, roasted|chicken breast;chicken;roasted chicken breast;grilled chicken breast;cooked chicken breast;grilled chicken;skinless chicken breast;roast chicken breast;chicken fillet|Hähnchenbrust;Hühnerbrust;Hähnchenbrustfilet;gegrillte Hähnchenbrust;Hähnchenfilet;Hühnerbrustfilet;gebratene Hähnchenbrust;Poulet|165,31,0,3.57,0,0,1.01,74,256,15,1.04,29,1,0,6,0.1,0.27,0.3,0.34,4,0.6,85|cup, chopped or diced=140;unit=52;breast, bone and skin removed=172|p=120 d=120 a=1 raw=05062
05069|05|Chicken, broilers or fryers, drumstick, meat and skin, cooked, roasted|chicken drumstick;drumstick;chicken drumsticks;chicken leg|Hähnchenunterschenkel;Hähnchenbein|191,23.4,0,10.2,0,0,2.74,123,247,11,1.11,22,2.36,0,12,0.1,0.19,3.2,0.39,4,0.383,130|drumstick with skin=105;drumstick without skin=96|p=52
05094|05|Chicken, broilers or fryers, thigh, meat and skin, cooked, roasted|chicken thigh with skin|Hähnchenschenkel mit Haut|232,23.3,0,14.7,0,0,4.11,102,253,9,1.08,22,1.73,0,16,0.2,0.19,3.3,0.44,4,0.414,133|thigh with skin=137;thigh without skin=116|p=62
05098|05|Chicken, broilers or fryers, thigh, meat only, cooked, roasted|chicken thigh;roasted chicken thigh;chicken thighs|Hähnchenschenkel;Hähnchenoberschenkel;Hähnchenkeule|179,24.8,0,8.15,0,0,2.31,106,269,9,1.13,24,1.92,0,8,0.2,0.18,3.9,0.42,5,0.462,133|thigh without skin=116;thigh with skin=137|p=52 d=100
05103|05|Chicken, broilers or fryers, wing, meat and skin, cooked, roasted|chicken wing;chicken wings;roasted chicken wing|Hähnchenflügel;Chicken Wings;Chickenwings|254,23.8,0,16.9,0,0,4.98,98,212,18,0.84,19,1.64,0,12,0.2,0.69,0.3,0.35,9,0.558,141|piece=85|p=34 d=136
05140|05|Duck, domesticated, meat and skin, cooked, roasted|duck;roast duck;roasted duck|Ente;Entenbraten;gebratene Ente|337,19,0,28.4,0,0,9.67,59,204,11,2.7,16,1.86,0,63,0.1,0.7,5.1,0.3,6,0.18,84|cup, chopped or diced=140;unit=173;duck=764|d=140
05147|05|Goose, domesticated, meat and skin, cooked, roasted|goose;roast goose|Gans;Gänsebraten|305,25.2,0,21.9,0,0,6.87,70,329,13,2.83,22,2.62,0,21,0.1,1.74,5.1,0.41,2,0.37,91|cup, chopped or diced=140;unit=188;goose=1548|d=140
05186|05|Turkey, all classes, light meat, cooked, roasted|turkey;turkey breast;roast turkey;roasted turkey;roasted turkey breast;light turkey meat|Pute;Putenbrust;Truthahn;Putenfleisch;Putenbrustfilet;Putenschnitzel;gebratene Putenbrust|147,30.1,0,2.08,0,0,0.593,99,249,9,0.71,32,1.72,0,3,0.3,0.06,0,0.37,10,0.807,80|serving=85|d=100
05277|05|Chicken, canned, meat only, with broth|canned chicken|Hähnchen aus der Dose|165,21.8,0,7.95,0,0,2.2,503,138,14,1.58,12,1.41,2,34,0.1,0.26,1.8,0.29,4,0.35,62|can=142|d=85
05306|05|Poultry food products, ground turkey, cooked|ground turkey;turkey mince;turkey burger|Putenhackfleisch;Putenhack|203,27.4,0,10.4,0,0,2.67,78,294,28,1.52,30,3.11,0,24,0.2,0.11,0,1.34,7,0.633,93|patty=82;unit, yield from 1 lb raw=330|d=82
05333|05|Chicken, ground, crumbles, cooked, pan-browned|ground chicken|Hähnchenhack|189,23.3,0,10.9,0,0,3.11,75,677,8,0.93,28,1.92,0,0,,0.39,2.1,0.51,2,0.538,107||d=82
06008|06|Soup, beef broth or bouillon canned, ready-to-serve|beef broth;bouillon;beef stock|Rinderbrühe;Fleischbrühe;Bouillon;*Gemüsebrühe;*klare Brühe|7,1.14,0.04,0.22,0,0,0.11,372,54,6,0.17,2,0,0,0,0,0,0,0.07,2,0.01,0|cup=240;can 14.5 oz=435;container 32 oz=960|d=240
06036|06|Soup, gazpacho, canned, ready-to-serve|gazpacho|Gazpacho|19,2.9,1.8,0.1,0.2,0.59,0.01,303,92,10,0.4,3,0.1,2.9,6,0,0.18,1.9,0,8,0.06,0|cup=244;can=369|d=244
06037|06|Soup, lentil with ham, canned, ready-to-serve|lentil soup|Linsensuppe;Linseneintopf|56,3.74,8.16,1.12,,,0.45,532,144,17,1.07,9,0.3,1.7,7,,,,0.12,20,0.09,3|cup=248;can=567|d=248
06112|06|Sauce, teriyaki, ready-to-serve|teriyaki sauce|Teriyakisauce;Teriyaki|89,5.93,15.6,0.02,0.1,14.1,0,3833,225,25,1.7,61,0.1,0,0,0,0,0,0,8,0.1,0|tbsp=18;fl oz=36;cup=288|d=18
06116|06|Gravy, beef, canned, ready-to-serve|gravy;beef gravy;brown gravy|Bratensauce;Bratensoße;Soße;Sauce|53,3.75,4.81,2.36,0.4,0.21,1.15,560,81,6,0.7,2,1,0,1,0,0.02,0.1,0.1,2,0.01,3|cup=233;can=291|d=58
06119|06|Gravy, chicken, canned, ready-to-serve|chicken gravy|Geflügelsauce|79,1.93,5.42,5.71,0.4,0.78,1.41,424,109,20,0.47,2,0.8,0,1,0,0.13,0.2,0.1,2,0.01,2|cup=238;can=298|d=58
06150|06|Sauce, barbecue|barbecue sauce;bbq sauce|Barbecuesauce;Grillsauce;BBQ-Sauce|172,0.82,40.8,0.63,0.9,33.2,0.045,1027,232,33,0.64,13,0.17,0.6,11,0,0.8,1.8,0,2,0.075,0|tbsp=17;cup=286|d=17
06164|06|Sauce, salsa, ready-to-serve|salsa;tomato salsa|Salsa;Salsa-Sauce|29,1.54,6.72,0.17,1.8,3.94,0.03,705,285,30,0.4,15,0.19,1.9,24,0,1.22,4.2,0,4,0.176,0|tbsp=18;cup=260|d=32
06166|06|Sauce, homemade, white, medium|white sauce;bechamel;béchamel;bechamel sauce|helle Sauce;Béchamelsauce;helle Soße|147,3.84,9.17,10.6,0.2,4.38,2.85,354,156,118,0.33,14,0.41,0.8,104,1.2,0.29,0.9,0.28,8,0.04,7|cup=250|d=60
06168|06|Sauce, ready-to-serve, pepper or hot|hot sauce;tabasco|scharfe Sauce;Tabasco|11,0.51,1.75,0.37,0.3,1.26,0.052,2643,144,8,0.48,5,0.11,74.8,8,,0.12,2.4,0,6,0.157,0|tsp=4.7|d=5
06175|06|Sauce, hoisin, ready-to-serve|hoisin sauce|Hoisinsauce|220,3.31,44.1,3.39,2.8,27.3,0.568,1615,119,32,1.01,24,0.32,0.4,0,0,0.28,0.5,0,23,0.062,3|tbsp=16|d=16
06176|06|Sauce, oyster, ready-to-serve|oyster sauce|Austernsauce|51,1.35,10.9,0.25,0.3,0,0.043,2733,54,32,0.18,4,0.09,0.1,0,0,0,0,0.41,15,0.016,0|tbsp=18|d=18
06179|06|Sauce, fish, ready-to-serve|fish sauce|Fischsauce|35,5.06,3.64,0.01,0,3.64,0.003,7851,288,43,0.78,175,0.2,0.5,4,0,0,0,0.48,51,0.396,0|tbsp=18|d=18
06194|06|Soup, chicken broth, ready-to-serve|chicken broth;broth;chicken stock|Hühnerbrühe;Brühe;Geflügelbrühe|6,0.64,0.44,0.21,0,0.43,0.013,371,18,4,0.07,1,0.07,0,0,0,0.04,0,0.02,0,0,2|cup=249|d=240
06201|06|Soup, cream of asparagus, canned, prepared with equal volume milk|cream of asparagus soup;asparagus soup|Spargelcremesuppe;Spargelsuppe|65,2.55,6.61,3.3,0.3,,1.34,420,145,70,0.35,8,0.37,1.6,25,,,,0.2,12,0.026,9|cup=248;can, prepared=602|d=248
06210|06|Soup, cream of celery, canned, prepared with equal volume milk|cream of celery soup|Selleriecremesuppe|66,2.29,5.86,3.91,0.3,,1.59,272,125,75,0.28,9,0.08,0.6,,,,,0.2,3,0.026,13|cup=248;can, prepared=602|d=248
06211|06|Soup, cheese, canned, prepared with equal volume milk|cheese soup|Käsesuppe|92,3.77,6.47,5.8,0.4,,3.63,406,136,115,0.32,8,0.27,0.5,143,,,,0.17,4,0.031,19|cup=251;can, prepared=609|d=251
06216|06|Soup, cream of chicken, canned, prepared with equal volume milk|cream of chicken soup||77,3.01,6.04,4.62,0.1,,1.87,362,110,73,0.27,7,0.27,0.5,,,,,0.22,3,0.027,11|cup=248;fl oz=31;can, prepared=602|d=248
06230|06|Soup, clam chowder, new england, canned, prepared with equal volume low fat (2%) milk|clam chowder;new england clam chowder||61,3.24,7.46,2.02,0.3,2.81,1.09,273,179,70,1.21,12,0.43,2.1,37,0.6,0.22,0.5,4.84,9,0.07,7|cup=252;serving 1 cup=252;fl oz=31.5|d=252
06253|06|Soup, cream of potato, canned, prepared with equal volume milk|potato soup;cream of potato soup|Kartoffelsuppe|60,2.33,6.92,2.6,0.2,,1.52,230,130,67,0.22,7,0.27,0.5,,,,,0.2,4,0.036,9|cup=248;can, prepared=602|d=248
06285|06|Sauce, sweet and sour, prepared-from-recipe|sweet and sour sauce|süßsaure Sauce|79,1.84,16.7,0.58,0.4,10.8,0.144,347,193,16,0.67,13,0.18,5,6,,0.32,1,0,10,0.087,1||d=35
06402|06|Soup, black bean, canned, prepared with equal volume water|black bean soup|Bohnensuppe|46,2.42,7.71,0.66,3.4,1.24,0.17,487,125,19,0.75,17,0.55,0.1,11,0,0.18,0.9,0,33,0.035,0|cup=247;can, prepared=600|d=247
06419|06|Soup, chicken noodle, canned, prepared with equal volume water|chicken noodle soup;chicken soup|Hühnersuppe;Hühnernudelsuppe;Hühnerbrühe mit Nudeln|25,1.27,2.95,0.95,0.2,0.27,0.262,349,22,6,0.66,4,0.16,0,11,0,0.03,0,0.02,8,0.02,5|cup=248;serving 1 cup=248|d=241
06440|06|Soup, minestrone, canned, prepared with equal volume water|minestrone;minestrone soup|Minestrone|34,1.77,4.66,1.04,0.4,,0.23,254,130,14,0.38,3,0.31,0.5,49,,,,0,15,0.041,1|cup=241;can, prepared=586|d=241
06443|06|Soup, cream of mushroom, canned, prepared with equal volume water|mushroom soup;cream of mushroom soup|Pilzsuppe;Pilzcremesuppe;Champignoncremesuppe|39,0.66,3.33,2.59,0.3,0.2,0.472,340,31,7,0.09,2,0.06,0,1,0.1,0.24,9.6,0,1,0.007,0|cup=248;serving 1 cup=248;fl oz=31|d=244
06451|06|Soup, pea, split with ham, canned, prepared with equal volume water|pea soup;split pea soup|Erbsensuppe;Erbseneintopf|75,4.08,11.1,1.74,0.9,,0.7,398,158,9,0.9,19,0.52,0.6,9,,,,0.1,1,0.027,3|cup=253;can, prepared=614|d=253
06468|06|Soup, vegetarian vegetable, canned, prepared with equal volume water|vegetable soup;soup|Gemüsesuppe;Suppe|28,0.86,4.89,0.79,0.3,1.57,0.12,338,86,10,0.44,3,0.19,0.6,71,0,0.58,2.1,0,4,0.023,0|cup=241;can, prepared=586|d=241
06471|06|Soup, vegetable beef, canned, prepared with equal volume water|vegetable beef soup;beef soup|Rindfleischsuppe;Gemüsesuppe mit Rindfleisch|31,2.23,4.06,0.76,0.8,0.45,0.34,349,69,8,0.45,3,0.62,1,78,0,0.24,2.8,0.13,4,0.03,2|cup=244;can, prepared=593|d=244
06494|06|Soup, onion, dry, mix, prepared with water|onion soup|Zwiebelsuppe|12,0.32,2.77,0.01,0.3,0.2,0.004,346,31,9,0.05,4,0.05,0.1,0,0,0.01,0.1,0,0,0.025,0|cup=230;serving 1 cup=230;fl oz=28.7|d=246
06559|06|Soup, tomato, canned, prepared with equal volume water, commercial|tomato soup|Tomatensuppe;Tomatencremesuppe|30,0.79,6.57,0.28,0.6,3.97,0.076,190,112,8,0.54,7,0.12,6.3,10,0,0.17,1.5,0,0,0.042,0|cup=248;serving 1 cup=248;fl oz=31|d=244
06583|06|Soup, ramen noodle, any flavor, dry|ramen noodles dry;instant noodles;ramen|Instantnudeln;Instant-Nudeln;Ramen|440,10.2,60.3,17.6,2.9,1.98,8.12,1855,181,21,4.11,25,0.6,0.3,1,0,2.44,8.9,0.25,116,0.038,0|package without flavor packet=81;packet=5.8|p=81 d=81
06618|06|Sauce, peanut, made from coconut, water, sugar, peanuts|peanut sauce|Erdnusssauce;Erdnusssoße|179,2.02,28.5,6.34,1.1,18.8,3.53,319,99,9,0.38,19,0.3,0,0,0,0.94,1,0,4,0.085,0|tbsp=17|d=35
06930|06|Sauce, cheese, ready-to-serve|cheese dip;nacho cheese sauce|Käsedip|174,6.71,6.83,13.3,0.5,0.42,6.01,828,30,184,0.21,9,0.98,0.4,80,,,,0.14,4,0.017,29|cup=252|d=63
06931|06|Sauce, pasta, spaghetti/marinara, ready-to-serve|tomato sauce;marinara;marinara sauce;pasta sauce;spaghetti sauce|Tomatensauce;Tomatensoße;Nudelsauce;Pastasauce|49,1.41,7.53,1.48,1.8,5.5,0.17,419,319,27,0.78,18,0.2,2,33,0,2.4,13.9,0,13,0.173,2|cup=264;serving 1/2 cup=132|d=125
06971|06|Sauce, worcestershire|worcestershire sauce|Worcestersauce;Worcestershiresauce|78,0,19.5,0,0,10,0,980,800,107,5.3,13,0.19,13,5,0,0.08,1,0,8,0,0|tbsp=17;cup=275|d=17
07005|07|Blood sausage|blood sausage;black pudding|Blutwurst|379,14.6,1.29,34.5,0,1.29,13.4,680,38,6,6.4,8,1.3,0,0,1.3,0.13,0,1,5,0.04,120|slices=25|s=25 d=50
07008|07|Bologna, beef and pork|bologna;*lyoner;*fleischwurst;lunch meat|*Lyoner;*Fleischwurst;*Leberkäse;*Fleischkäse;*Aufschnitt;*Wurst;*Wurstaufschnitt|308,15.2,5.49,24.6,0,4.42,9.3,960,315,85,1.21,17,2.3,0.8,25,0.8,0,0.3,1.82,6,0.297,60||s=28 d=56
07013|07|Bratwurst, pork, cooked|bratwurst;brat;grilled sausage|Bratwurst;Rostbratwurst;Thüringer Bratwurst;*Weißwurst|333,13.7,2.85,29.2,0,0,10,846,348,28,0.53,21,3.25,0,2,1.1,0.26,3.4,0.73,3,0.327,74|link cooked=85|p=85 d=85
07019|07|Chorizo, pork and beef|chorizo|Chorizo|455,24.1,1.86,38.3,0,0,14.4,1235,398,8,1.59,18,3.41,0,0,1.5,0.22,1.6,2,2,0.53,88|link=60|p=60 d=60
07023|07|Frankfurter, beef and pork|hot dog sausage;frankfurter;wiener;sausage link hot dog;hotdog sausage|Wiener Würstchen;Würstchen;Wiener;Frankfurter;Bockwurst;Frankfurter Würstchen;Saitenwürstle|305,11.5,1.72,27.6,0,0,10.8,819,167,11,1.15,10,1.84,0,18,0.9,0.25,1.8,1.3,4,0.13,50|frankfurter=45|p=45 d=90
07029|07|Ham, sliced, regular (approximately 11% fat)|ham;sliced ham;cooked ham;deli ham|Schinken;Kochschinken;gekochter Schinken|163,16.6,3.83,8.6,1.3,0,2.94,1143,287,24,1.02,22,1.35,4,0,0.7,0.08,0,0.42,7,0.329,57|grams 1 serving=1;slice=28|s=28 p=28 d=56
07037|07|Kielbasa, kolbassy, pork, beef, nonfat dry milk added|kielbasa;polish sausage;*smoked sausage|Krakauer;*Cabanossi;*Mettwurst|309,12.2,2.81,27.3,0,1.6,9.23,667,300,17,0.82,13,1.56,0,0,1.1,0.22,2.1,0.73,1,0.184,66|link=75;ring=467|d=85
07038|07|Knackwurst, knockwurst, pork, beef|knackwurst;knockwurst|Knackwurst;Knacker|307,11.1,3.2,27.7,0,0,10.2,930,199,11,0.66,11,1.66,0,0,1.1,0.57,1.6,1.18,2,0.17,60|link=72|p=72
07041|07|Liver sausage, liverwurst, pork|liverwurst;liver sausage|Leberwurst;Streichleberwurst|326,14.1,2.2,28.5,0,,10.6,860,170,26,6.4,12,2.3,0,8308,,,,13.5,30,0.19,158|slice=18|s=18 d=30
07043|07|Luncheon meat, beef, thin sliced|sliced roast beef;roast beef slices;deli roast beef|Roastbeef-Aufschnitt;Roastbeef|117,17.9,2.59,3.4,0,0,1.1,883,308,6,2.04,19,3.31,0,0,0.1,0.19,0.4,1.93,3,0.399,48|slice oval=9.3;slice rectangle=13.8|s=14 d=56
07045|07|Luncheon meat, pork, canned|spam;luncheon meat|Frühstücksfleisch|334,12.5,2.1,30.3,0,0,10.8,1289,215,6,0.72,10,1.48,1,0,0.5,0.26,0,0.9,6,0.21,62|slice=21|s=28 d=56
07050|07|Mortadella, beef, pork|mortadella|Mortadella|311,16.4,3.05,25.4,0,0,9.51,1246,163,18,1.4,11,2.1,0,0,1,0.22,1.6,1.48,3,0.13,56|slice=15|s=15 d=45
07055|07|Pate, liver, not specified, canned|liver pate;pate;pâté|Leberpastete;Pastete|319,14.2,1.5,28,0,,9.57,697,138,70,5.5,13,2.85,2,991,,,,3.2,60,0.06,255|tbsp=13|d=26
07057|07|Pepperoni, pork, beef|pepperoni|Peperoniwurst;Peperonisalami|494,22.7,0,44,0,0,14.9,1761,279,22,1.62,21,2.5,0.7,0,0.2,0,5.8,1.73,5,0.353,105|slice round=2|s=2 p=2 d=28
07064|07|Pork sausage, link/patty, cooked, pan-fried|sausage;breakfast sausage;pork sausage;sausage patty;sausages;sausage links|Schweinswürstchen;Grillwurst;Bratwürstchen|325,18.5,1.42,27.3,0,1.09,8.83,814,342,9,1.2,16,2.45,0,28,1.4,0.9,0,0.98,1,0.195,86|patty=27;link=23;serving=48|p=23 d=46
07072|07|Salami, dry or hard, pork, beef|salami;hard salami|Salami;Salamischeibe|378,20.9,0.6,31.8,0,0.24,11.5,1737,347,18,1.4,20,2.69,0,11,0.9,0.62,0,1.21,0,0.435,108|slice=9.8;slices 1 serving=9|s=10 p=10 d=30
07079|07|Turkey breast, sliced, oven roasted, luncheon meat|sliced turkey breast;turkey slices;deli turkey;turkey cold cuts;sliced turkey|Putenbrustaufschnitt;Putenaufschnitt;Puten-Aufschnitt|104,17.1,4.21,1.66,0.5,3.51,0.333,928,302,8,1.44,21,1.33,5.7,10,0.1,0.09,0,0.09,4,0.128,43|serving=33;slice=21|s=21 d=56
07089|07|Sausage, Italian, pork, cooked|italian sausage|italienische Wurst;Salsiccia|344,19.1,4.27,27.3,0.1,0.86,9.65,1207,304,21,1.43,18,2.39,0.1,10,1,0.25,3.4,1.3,5,0.33,57|link, 4/lb=83;link, 5/lb=67|p=83 d=83
07926|07|Salami, Italian, pork|italian salami;*prosciutto|*Rohschinken;*Parmaschinken;*Serranoschinken|425,21.7,1.2,37,0,1.2,13.1,1890,340,10,1.52,22,4.2,0,0,,,,2.8,2,0.55,80||s=9 d=27
08013|08|Cereals ready-to-eat, GENERAL MILLS, CHEERIOS|cheerios|Cheerios|378,12.1,73.2,6.73,9.4,4.36,1.5,497,641,401,33.2,128,16.7,21.6,990,3.4,0.65,1.8,6.77,714,2.39,0|cup=28|d=28 b=40
08037|08|Cereals ready-to-eat, granola, homemade|granola;homemade granola|Granola;Knuspermüsli;Crunchy-Müsli|489,14.8,53.3,24.1,9,20,4.06,25,540,78,4.23,175,4.03,1.2,1,0,11.1,8.7,0,82,0.294,0|cup=122|d=60 b=90
08065|08|Cereals ready-to-eat, KELLOGG, KELLOGG'S RICE KRISPIES|rice krispies;crisped rice cereal;puffed rice cereal|Rice Krispies|381,6.75,85,2.05,0.4,9.87,0.458,527,125,5,30.4,27,1.39,63.3,1996,6.2,26.6,0,7.23,610,2.35,0|cup=26.4|d=30 b=40
08069|08|Cereals ready-to-eat, KELLOGG, KELLOGG'S FROSTED FLAKES|frosted flakes;frosted cornflakes|gezuckerte Cornflakes|369,3.96,89.2,1.68,2.2,35.4,0.451,468,76,3,26.7,8,0.15,24.2,450,4.7,0.07,0.2,8.1,382,3.57,0|cup=40|d=30 b=40
08105|08|Cereals, farina, enriched, assorted brands including CREAM OF WHEAT, quick (1-3 minutes), cooked with water, without salt|cream of wheat;farina;*semolina pudding|Grießbrei;Griesbrei|55,1.82,10.9,0.34,0.8,0.76,0.066,18,23,97,5.33,7,0.23,0,0,,0.04,0,0,77,0.096,0|cup=240;tbsp=14.9|d=240
08120|08|Cereals, oats, regular and quick, not fortified, dry|oats;rolled oats;dry oats;oat flakes;quick oats;dry oatmeal;raw oats|Haferflocken;kernige Haferflocken;zarte Haferflocken|379,13.2,67.7,6.52,10.1,0.99,1.11,6,362,52,4.25,138,3.64,0,0,0,0.42,2,0,32,0.1,0|cup=81|d=40 h=30
08121|08|Cereals, oats, regular and quick, unenriched, cooked with water (includes boiling and microwaving), without salt|oatmeal;porridge;cooked oatmeal;cooked oats|Haferbrei;Porridge;Haferschleim;gekochte Haferflocken|71,2.54,12,1.52,1.7,0.27,0.31,4,70,9,0.9,27,1,0,0,0,0.08,0.3,0,6,0.005,0|cup=234;tbsp=14.6|d=234 b=234
08148|08|Cereals ready-to-eat, POST, Shredded Wheat, original spoon-size|shredded wheat|Weizenkissen|351,11.8,81.4,2.1,12.4,0.9,0.4,2,387,58,2.5,133,3.05,0,0,0,0.65,1.5,0,40,0.14,0|cup=49|d=49 b=49
08164|08|Cereals, corn grits, yellow, regular and quick, enriched, cooked with water, without salt|grits;corn grits;cooked grits|Maisgrieß|65,1.23,13.9,0.39,0.7,0.09,0.06,2,22,1,0.57,5,0.14,0,0,,0.02,0,0,27,0.035,0|cup=233|d=242
08504|08|Cereals ready-to-eat, Ralston Enriched Bran flakes|bran flakes|Kleieflocken;Bran Flakes|310,10.2,79.8,3.36,16.9,17.2,0.433,813,630,45,67.7,190,64.3,240,531,,80.5,2.7,,,6.8,|cup=38.7;serving=29|d=30 b=45
08506|08|Cereals ready-to-eat, Ralston Corn Flakes|corn flakes;cornflakes;cereal;breakfast cereal|Cornflakes;Maisflocken;Frühstücksflocken|357,5.9,88,0.91,2.7,7.84,0.227,710,86,2,19.4,7,0.2,65,581,,0.02,0,,,1.91,|cup=28;serving=28|d=30 b=40
09001|09|Acerola, (west indian cherry), raw|||32,0.4,7.69,0.3,1.1,,0.068,7,146,12,0.2,18,0.1,1678,38,,,,0,14,0.009,0|cup=98;fruit without refuse=4.8|
09002|09|Acerola juice, raw|||23,0.4,4.8,0.3,0.3,4.5,0.068,3,97,10,0.5,12,0.1,1600,25,,0.18,1.4,0,14,0.004,0|cup=242;fl oz=30.2|
09003|09|Apples, raw, with skin|apple;apples;raw apple;fresh apple|Apfel;Äpfel;frischer Apfel|52,0.26,13.8,0.17,2.4,10.4,0.028,1,107,6,0.12,5,0.04,4.6,3,0,0.18,2.2,0,3,0.041,0|cup, quartered or chopped=125;cup slices=109;large=223;medium=182;small=149;extra small=101;nlea serving=242|p=182 s=20 d=182
09004|09|Apples, raw, without skin|peeled apple|geschälter Apfel|48,0.27,12.8,0.13,1.3,10.1,0.021,0,90,5,0.07,4,0.05,4,2,0,0.05,0.6,0,0,0.037,0|cup slices=110;large=216;medium=161;small=132|p=161
09011|09|Apples, dried, sulfured, uncooked|dried apples;dried apple|getrocknete Äpfel;Apfelringe|243,0.93,65.9,0.32,8.7,57.2,0.052,87,450,14,1.4,16,0.2,3.9,0,0,0.53,3,0,0,0.125,0|cup=86;ring=6.4|d=35
09016|09|Apple juice, canned or bottled, unsweetened, without added ascorbic acid|apple juice|Apfelsaft;*Apfelsaftschorle unverdünnt|46,0.1,11.3,0.13,0.2,9.62,0.022,4,101,8,0.12,5,0.02,0.9,0,0,0.01,0,0,0,0.018,0|cup=248;fl oz=31;drink box=262|d=248
09021|09|Apricots, raw|apricot;apricots|Aprikose;Aprikosen;Marille;Marillen|48,1.4,11.1,0.39,2,9.24,0.027,1,259,13,0.39,10,0.2,10,96,0,0.89,3.3,0,9,0.054,0|cup, halves=155;cup, sliced=165;apricot=35|p=35 d=70
09032|09|Apricots, dried, sulfured, uncooked|dried apricots;dried apricot|getrocknete Aprikosen|241,3.39,62.6,0.51,7.3,53.4,0.017,10,1162,55,2.66,32,0.39,1,180,0,4.33,3.1,0,10,0.143,0|cup, halves=130;half=3.5|p=8 d=35
09035|09|Apricots, frozen, sweetened|||98,0.7,25.1,0.1,2.2,,0.007,4,229,10,0.9,9,0.1,9,84,0,,,0,2,0.06,0|cup=242|
09036|09|Apricot nectar, canned, without added ascorbic acid|||56,0.37,14.4,0.09,0.6,13.8,0.006,3,114,7,0.38,5,0.09,0.6,66,0,0.31,1.2,0,1,0.022,0|cup=251;fl oz=31.4|
09037|09|Avocados, raw, all commercial varieties|avocado;avocados|Avocado;Avocados|160,2,8.53,14.7,6.7,0.66,2.13,7,485,12,0.55,29,0.64,10,7,0,2.07,21,0,81,0.257,0|cup, cubes=150;cup, pureed=230;cup, sliced=146;avocado, ns as to florida or california=201|p=201 d=100
09038|09|Avocados, raw, California|||167,1.96,8.64,15.4,6.8,0.3,2.13,8,507,13,0.61,29,0.68,8.8,7,0,1.97,21,0,89,0.287,0|cup, pureed=230;fruit, without skin and seed=136;nlea serving=30|
09039|09|Avocados, raw, Florida|||120,2.23,7.82,10.1,5.6,2.42,1.96,2,351,10,0.17,24,0.4,17.4,7,0,2.66,,0,35,0.078,0|cup, pureed=230;fruit without skin and seeds=304|
09040|09|Bananas, raw|banana;bananas|Banane;Bananen|89,1.09,22.8,0.33,2.6,12.2,0.112,1,358,5,0.26,27,0.15,8.7,3,0,0.1,0.5,0,20,0.367,0|cup, mashed=225;cup, sliced=150;extra small=81;small=101;medium=118;large=136;extra large=152;nlea serving=126|p=118 d=118
09042|09|Blackberries, raw|blackberries;blackberry|Brombeeren;Brombeere|43,1.39,9.61,0.49,5.3,4.88,0.014,1,162,29,0.62,20,0.53,21,11,0,1.17,19.8,0,25,0.03,0|cup=144|p=5 d=144 h=72
09043|09|Blackberry juice, canned|||38,0.3,7.8,0.6,0.1,7.7,0.018,1,135,12,0.48,21,0.41,11.3,6,0,0.9,15.2,0,10,0.021,0|cup=250|
09044|09|Cherries, tart, dried, sweetened|||333,1.25,80.5,0.73,2.5,67.2,0.146,13,376,38,0.68,22,0.25,19.3,141,0,0.17,5.1,0,11,0.101,0|cup=160|
09050|09|Blueberries, raw|blueberries;blueberry;fresh blueberries;*mixed berries;*berries|Blaubeeren;Heidelbeeren;*Beeren;*Beerenmischung;*gemischte Beeren|57,0.74,14.5,0.33,2.4,9.96,0.028,1,77,6,0.28,6,0.16,9.7,3,0,0.57,19.3,0,6,0.052,0|cup=148;berries=1.36|p=1.4 d=148 h=75
09053|09|Blueberries, wild, frozen|||57,0,13.8,0.16,4.4,,0.03,3,68,17,0.58,7,0.67,1.7,3,0,0.26,,0,,0.02,0|cup, frozen=140|
09055|09|Blueberries, frozen, sweetened|||85,0.4,21.9,0.13,2.2,19.7,0.011,1,60,6,0.39,2,0.06,1,2,0,0.52,17.7,0,7,0.059,0|cup, thawed=230;package=284|
09056|09|Boysenberries, canned, heavy syrup|||88,0.99,22.3,0.12,2.6,,0.004,3,90,18,0.43,11,0.19,6.2,2,0,,,0,34,0.038,0|cup=256|
09059|09|Breadfruit, raw|||103,1.07,27.1,0.23,4.9,11,0.048,2,490,17,0.54,25,0.12,29,0,0,0.1,0.5,0,14,0.1,0|cup=220;fruit, small=384|
09060|09|Carambola, (starfruit), raw|||31,1.04,6.73,0.33,2.8,3.98,0.019,2,133,3,0.08,10,0.12,34.4,3,0,0.15,0,0,12,0.017,0|cup, cubes=132;cup, sliced=108;large=124;medium=91;small=70|
09061|09|Carissa, (natal-plum), raw|||62,0.5,13.6,1.3,,,,3,260,11,1.31,16,,38,2,,,,0,,,0|cup slices=150;fruit without skin and seeds=20|
09062|09|Cherimoya, raw|||75,1.57,17.7,0.68,3,12.9,0.233,7,287,10,0.27,17,0.16,12.6,0,,0.27,,0,23,0.257,0|cup, pieces=160;fruit without skin and seeds=235|
09063|09|Cherries, sour, red, raw|sour cherries|Sauerkirschen|50,1,12.2,0.3,1.6,8.49,0.068,3,173,16,0.32,9,0.1,10,64,0,0.07,2.1,0,8,0.044,0|cup, without pits=155;cup, with pits, yields=103|p=7 d=103
09070|09|Cherries, sweet, raw|cherries;sweet cherries;cherry|Kirschen;Kirsche;Süßkirschen|63,1.06,16,0.2,2.1,12.8,0.038,0,222,13,0.36,11,0.07,7,3,0,0.07,2.1,0,4,0.049,0|cup, with pits, yields=138;cup, without pits=154;cherry=8.2;nlea serving=140|p=8.2 d=138 h=75
09076|09|Cherries, sweet, frozen, sweetened|||89,1.15,22.4,0.13,2.1,20.3,0.03,1,199,12,0.35,10,0.04,1,9,0,0.07,2.1,0,4,0.036,0|cup, thawed=259;package=284|
09077|09|Crabapples, raw|||76,0.4,19.9,0.3,,,0.048,1,194,18,0.36,7,,8,2,,,,0,,,0|cup slices=110|
09078|09|Cranberries, raw|cranberries|Cranberrys;frische Cranberries|46,0.39,12.2,0.13,4.6,4.04,0.011,2,85,8,0.25,6,0.1,13.3,3,0,1.2,5.1,0,1,0.057,0|cup, chopped=110;cup, whole=100|d=100
09079|09|Cranberries, dried, sweetened|dried cranberries;craisins|getrocknete Cranberries;getrocknete Cranberrys|308,0.07,82.4,1.37,5.7,65,0.103,3,40,10,0.53,5,0.11,0.2,0,0,1.07,3.8,0,0,0.038,0|cup=121|d=40 h=30
09081|09|Cranberry sauce, canned, sweetened|cranberry sauce|Preiselbeeren;Cranberrysauce;Preiselbeermarmelade|151,0.2,38.9,0.15,1,37.9,0.013,29,26,4,0.22,3,0.05,2,2,0,0.83,1.4,0,1,0.014,0|cup=277;slice=57|d=20
09082|09|Cranberry-orange relish, canned|||178,0.3,46.2,0.1,0,,0.012,32,38,11,0.2,4,,18,4,,,,0,,,0|cup=275|
09083|09|Currants, european black, raw|black currants;blackcurrants|schwarze Johannisbeeren|63,1.4,15.4,0.41,,,0.034,2,322,55,1.54,24,0.27,181,12,,1,,0,,0.066,0|cup=112|d=112
09084|09|Currants, red and white, raw|red currants;currants|Johannisbeeren;rote Johannisbeeren|56,1.4,13.8,0.2,4.3,7.37,0.017,1,275,33,1,13,0.23,41,2,0,0.1,11,0,8,0.07,0|cup=112|d=112 h=60
09085|09|Currants, zante, dried|||283,4.08,74.1,0.27,6.8,67.3,0.028,8,892,86,3.26,41,0.66,4.7,4,0,0.11,3.3,0,10,0.296,0|cup=144|
09087|09|Dates, deglet noor|date;dates;dried dates|Dattel;Datteln|282,2.45,75,0.39,8,63.4,0.032,2,656,39,1.02,43,0.29,0.4,0,0,0.05,2.7,0,19,0.165,0|cup, chopped=147;date, pitted=7.1|p=7.1 d=35
09088|09|Elderberries, raw|||73,0.66,18.4,0.5,7,,0.023,6,280,38,1.6,5,0.11,36,30,,,,0,6,0.23,0|cup=145|
09089|09|Figs, raw|fig;figs;fresh fig|Feige;Feigen;frische Feigen|74,0.75,19.2,0.3,2.9,16.3,0.06,1,232,35,0.37,17,0.15,2,7,0,0.11,4.7,0,6,0.113,0|large=64;medium=50;small=40|p=50
09094|09|Figs, dried, uncooked|dried figs;dried fig|getrocknete Feigen;getrocknete Feige|249,3.3,63.9,0.93,9.8,47.9,0.144,10,680,162,2.03,68,0.55,1.2,0,0,0.35,15.6,0,9,0.106,0|cup=149;fig=8.4|p=8.4 d=40
09095|09|Figs, dried, stewed|||107,1.42,27.6,0.4,4.2,23.4,0.062,4,294,70,0.88,29,0.24,4.4,0,0,0.15,6.7,0,1,0.133,0|cup=259|
09100|09|Fruit cocktail, (peach and pineapple and pear and grape and cherry), canned, heavy syrup, solids and liquids|fruit cocktail;canned fruit cocktail|Fruchtcocktail|73,0.39,18.9,0.07,1,17.9,0.01,6,88,6,0.29,5,0.08,1.9,10,0,0.4,2.6,0,3,0.05,0|cup=248|d=124
09107|09|Gooseberries, raw|gooseberries|Stachelbeeren|44,0.88,10.2,0.58,4.3,,0.038,1,198,25,0.31,10,0.12,27.7,15,,0.37,,0,6,0.08,0|cup=150|d=150
09111|09|Grapefruit, raw, pink and red and white, all areas|grapefruit|Grapefruit;Pampelmuse|32,0.63,8.08,0.1,1.1,6.98,0.014,0,139,12,0.09,8,0.07,34.4,46,0,0.13,0,0,10,0.042,0|cup sections, with juice=230;large=332;medium=256;small=200|p=246 d=123
09112|09|Grapefruit, raw, pink and red, all areas|||42,0.77,10.7,0.14,1.6,6.89,0.021,0,135,22,0.08,9,0.07,31.2,58,0,0.13,0,0,13,0.053,0|cup sections, with juice=230;fruit=246;nlea serving=154|
09114|09|Grapefruit, raw, pink and red, Florida|||30,0.55,7.5,0.1,1.1,,0.014,0,127,15,0.12,8,0.07,37,13,0,,,0,9,0.042,0|cup sections, with juice=230;fruit=246|
09116|09|Grapefruit, raw, white, all areas|||33,0.69,8.41,0.1,1.1,7.31,0.014,0,148,12,0.06,9,0.07,33.3,2,0,0.13,0,0,10,0.043,0|cup sections, with juice=230;fruit=236|
09117|09|Grapefruit, raw, white, California|||37,0.88,9.09,0.1,,,0.014,0,143,12,0.08,9,0.07,33.3,0,0,,,0,12,0.043,0|cup sections, with juice=230;fruit=236|
09118|09|Grapefruit, raw, white, Florida|||32,0.63,8.19,0.1,,,0.014,0,150,15,0.05,9,0.07,37,0,0,,,0,9,0.043,0|cup sections, with juice=230;fruit=236|
09123|09|Grapefruit juice, white, canned, unsweetened|grapefruit juice|Grapefruitsaft|38,0.52,8.96,0.1,0.1,8.86,0.013,1,153,7,0.2,10,0.09,29.2,0,0,0.04,0,0,10,0.02,0|cup=247;fl oz=30.9|d=247
09124|09|Grapefruit juice, white, canned, sweetened|||46,0.58,11.1,0.09,0.1,11,0.012,2,162,8,0.36,10,0.06,26.9,0,0,0.04,0,0,10,0.02,0|cup=250;fl oz=31.2|
09128|09|Grapefruit juice, white, raw|||39,0.5,9.2,0.1,0.1,9.1,0.014,1,162,9,0.2,12,0.05,38,1,0,0.22,0,0,10,0.044,0|cup=247;fl oz=30.9;fruit yields=196|
09129|09|Grapes, muscadine, raw|||57,0.81,13.9,0.47,3.9,,,1,203,37,0.26,14,0.11,6.5,3,,,,,2,,|grape=6|
09131|09|Grapes, american type (slip skin), raw|||67,0.63,17.1,0.35,0.9,16.3,0.114,2,191,14,0.29,5,0.04,4,5,0,0.19,14.6,0,4,0.11,0|cup=92;grape=2.4|
09132|09|Grapes, red or green (European type, such as Thompson seedless), raw|grapes;grape;red grapes;green grapes|Trauben;Weintrauben;Weintraube;Traube|69,0.72,18.1,0.16,0.9,15.5,0.054,2,191,10,0.36,7,0.07,3.2,3,0,0.19,14.6,0,2,0.086,0|cup=151;grapes=4.9;nlea serving=126|p=5 d=151 h=75
09135|09|Grape juice, canned or bottled, unsweetened, without added ascorbic acid|grape juice|Traubensaft|60,0.37,14.8,0.13,0.2,14.2,0.025,5,104,11,0.25,10,0.07,0.1,0,0,0,0.4,0,0,0.032,0|cup=253;fl oz=31.6|d=253
09139|09|Guavas, common, raw|||68,2.55,14.3,0.95,5.4,8.92,0.272,2,417,18,0.26,22,0.23,228,31,0,0.73,2.6,0,49,0.11,0|cup=165;fruit, without refuse=55|
09140|09|Guavas, strawberry, raw|||69,0.58,17.4,0.6,5.4,,0.172,37,292,21,0.22,17,,37,5,,,,0,,,0|cup=244;fruit without refuse=6|
09143|09|Guava sauce, cooked|||36,0.32,9.48,0.14,3.6,5.88,0.04,4,225,7,0.18,7,0.17,146,14,0,0.55,1.9,0,5,0.09,0|cup=238|
09144|09|Jackfruit, raw|||95,1.72,23.3,0.64,1.5,19.1,0.195,2,448,24,0.23,29,0.13,13.7,5,,0.34,,0,24,0.329,0|cup, sliced=165;cup 1=151|
09145|09|Java-plum, (jambolan), raw|||60,0.72,15.6,0.23,,,,14,79,19,0.19,15,,14.3,0,,,,0,,0.038,0|cup=135;fruit=3|
09146|09|Jujube, raw|||79,1.2,20.2,0.2,,,,3,250,21,0.48,10,0.05,69,2,,,,0,,0.081,0||
09147|09|Jujube, dried|||287,3.7,73.6,1.1,,,,9,531,79,1.8,37,0.19,13,,,,,0,,,0||
09148|09|Kiwifruit, green, raw|kiwi;kiwifruit;kiwis;kiwi fruit|Kiwi;Kiwis|61,1.14,14.7,0.52,3,8.99,0.029,3,312,34,0.31,17,0.14,92.7,4,0,1.46,40.3,0,25,0.063,0|cup, sliced=180;fruit=69;nlea serving=148|p=69 d=69
09149|09|Kumquats, raw|||71,1.88,15.9,0.86,6.5,9.36,0.103,10,186,62,0.86,20,0.17,43.9,15,0,0.15,0,0,17,0.036,0|fruit without refuse=19|
09150|09|Lemons, raw, without peel|lemon;lemons|Zitrone;Zitronen|29,1.1,9.32,0.3,2.8,2.5,0.039,2,138,26,0.6,8,0.06,53,1,0,0.15,0,0,11,0.08,0|cup, sections=212;fruit=58;wedge or slice=7;nlea serving=58|p=58 s=8
09152|09|Lemon juice, raw|lemon juice|Zitronensaft|22,0.35,6.9,0.24,0.3,2.52,0.04,1,103,6,0.08,6,0.05,38.7,0,0,0.15,0,0,20,0.046,0|cup=244;fl oz=30.5;lemon yields=48;wedge yields=5.9|d=15
09153|09|Lemon juice, canned or bottled|||21,0.4,6.48,0.29,0.4,2.4,0.038,21,102,11,0.13,8,0.06,24.8,1,0,0.15,0,0,10,0.043,0|cup=244;tbsp=15;fl oz=30.5;individual packet=5|
09156|09|Lemon peel, raw|||47,1.5,16,0.3,10.6,4.17,0.039,6,160,134,0.8,15,0.25,129,3,0,0.25,0,0,13,0.172,0|tbsp=6;tsp=2|
09159|09|Limes, raw|lime;limes|Limette;Limetten|30,0.7,10.5,0.2,2.8,1.69,0.022,2,102,33,0.6,6,0.11,29.1,2,0,0.22,0.6,0,8,0.043,0|fruit=67;nlea serving=67|p=67
09160|09|Lime juice, raw|lime juice|Limettensaft|25,0.42,8.42,0.07,0.4,1.69,0.008,2,117,14,0.09,8,0.08,30,2,0,0.22,0.6,0,10,0.038,0|cup=242;fl oz=30.8;lime yields=44|d=15
09161|09|Lime juice, canned or bottled, unsweetened|||21,0.25,6.69,0.23,0.4,1.37,0.026,16,75,12,0.23,7,0.06,6.4,1,0,0.12,0.5,0,8,0.027,0|cup=246;fl oz=30.8|
09163|09|Blueberries, dried, sweetened|||317,2.5,80,2.5,7.5,67.5,0.2,3,214,19,0.9,18,0.49,23.8,7,0,2.35,59.4,0,12,0.152,0|cup=160|
09164|09|Litchis, raw|lychee;lychees;litchi|Litschi;Litschis|66,0.83,16.5,0.44,1.3,15.2,0.099,1,171,5,0.31,10,0.07,71.5,0,0,0.07,0.4,0,14,0.1,0|cup=190;fruit without refuse=9.6|p=9.6
09165|09|Litchis, dried|||277,3.8,70.7,1.2,4.6,66.1,0.27,3,1110,33,1.7,42,0.28,183,0,0,0.31,1.6,0,12,0.09,0|fruit=2.5|
09167|09|Loganberries, frozen|||55,1.52,13,0.31,5.3,7.7,0.011,1,145,26,0.64,21,0.34,15.3,2,0,0.87,7.8,0,26,0.065,0|cup, unthawed=147|
09172|09|Longans, raw|||60,1.31,15.1,0.1,1.1,,,0,266,1,0.13,10,0.05,84,,,,,0,,,0|fruit without refuse=3.2|
09173|09|Longans, dried|||286,4.9,74,0.4,,,,48,658,45,5.4,46,0.22,28,,,,,0,,,0|fruit=1.7|
09174|09|Loquats, raw|||47,0.43,12.1,0.2,1.7,,0.04,1,266,16,0.28,13,0.05,1,76,,,,0,14,0.1,0|cup, cubed=149;large=20;medium=16;small=13.6|
09175|09|Mammy-apple, (mamey), raw|||51,0.5,12.5,0.5,3,,0.136,15,47,11,0.7,16,0.1,14,12,,,,0,14,0.1,0|fruit without refuse=846|
09176|09|Mangos, raw|mango;mangos;mangoes|Mango;Mangos|60,0.82,15,0.38,1.6,13.7,0.092,1,168,11,0.16,10,0.09,36.4,54,0,0.9,4.2,0,43,0.119,0|cup pieces=165;fruit without refuse=336|p=336 d=165
09177|09|Mangosteen, canned, syrup pack|||73,0.41,17.9,0.58,1.8,,,7,48,12,0.3,13,0.21,2.9,2,0,,,0,31,0.018,0|cup, drained=196;cup=216|
09181|09|Melons, cantaloupe, raw|cantaloupe;melon|Melone;Cantaloupe-Melone;Zuckermelone|34,0.84,8.16,0.19,0.9,7.86,0.051,16,267,9,0.21,12,0.18,36.7,169,0,0.05,2.5,0,21,0.072,0|cup, balls=177;cup, cubes=160;cup, diced=156;melon, large=814;wedge, large=102;melon, medium=552;wedge, medium=69;melon, small=441;wedge, small=55|d=177 s=69
09183|09|Melons, casaba, raw|||28,1.11,6.58,0.1,0.9,5.69,0.025,9,182,11,0.34,11,0.07,21.8,0,0,0.05,2.5,0,8,0.163,0|cup, cubes=170;melon=1640;fruit=1640|
09184|09|Melons, honeydew, raw|honeydew;honeydew melon|Honigmelone|36,0.54,9.09,0.14,0.8,8.12,0.038,18,228,6,0.17,10,0.09,18,3,0,0.02,2.9,0,19,0.088,0|cup, diced=170;cup, balls=177;melon=1000;wedge=125;honeydew balls=13.8;nlea serving=134|d=177 s=125
09185|09|Melon balls, frozen|||33,0.84,7.94,0.25,0.7,,0.064,31,280,10,0.29,14,0.17,6.2,89,0,,,0,26,0.106,0|cup, unthawed=173|
09190|09|Mulberries, raw|||43,1.44,9.8,0.39,1.7,8.1,0.027,10,194,39,1.85,18,0.12,36.4,1,0,0.87,7.8,0,6,0.05,0|cup=140;fruit=1.5|
09191|09|Nectarines, raw|nectarine;nectarines|Nektarine;Nektarinen|44,1.06,10.6,0.32,1.7,7.89,0.025,0,201,6,0.28,9,0.17,5.4,17,0,0.77,2.2,0,5,0.025,0|cup slices=143;small=129;medium=142;large=156;nlea serving=140|p=142 d=142
09192|09|Oheloberries, raw|||28,0.38,6.84,0.22,,,,1,38,7,0.09,6,,6,42,,,,0,,,0|cup=140;fruit=1.1|
09193|09|Olives, ripe, canned (small-extra large)|olives;black olives;ripe olives|Oliven;schwarze Oliven|115,0.84,6.26,10.7,3.2,0,1.42,735,8,88,3.3,4,0.22,0.9,20,0,1.65,1.4,0,0,0.009,0|tbsp=8.4;large=4.4;small=3.2|p=3.2 d=20 h=30
09194|09|Olives, ripe, canned (jumbo-super colossal)|||81,0.97,5.61,6.87,2.5,0,0.909,735,9,94,3.32,4,0.22,1.5,17,0,1.65,1.4,0,0,0.012,0|super colossal=15;jumbo=8.3|
09195|09|Olives, pickled, canned or bottled, green|green olives|grüne Oliven|145,1.03,3.84,15.3,3.3,0.54,2.03,1556,42,52,0.49,11,0.04,0,20,0,3.81,1.4,0,3,0.031,0|olive=2.7|p=3 d=20
09200|09|Oranges, raw, all commercial varieties|orange;oranges|Orange;Orangen;Apfelsine;Apfelsinen|47,0.94,11.8,0.12,2.4,9.35,0.015,0,181,40,0.1,10,0.07,53.2,11,0,0.18,0,0,30,0.06,0|cup, sections=180;large=184;small=96;fruit=131|p=131 d=131
09201|09|Oranges, raw, California, valencias|||49,1.04,11.9,0.3,2.5,,0.035,0,179,40,0.09,10,0.06,48.5,12,0,,,0,39,0.063,0|cup sections, without membranes=180;fruit=121|
09202|09|Oranges, raw, navels|||49,0.91,12.5,0.15,2.2,8.5,0.017,1,166,43,0.13,11,0.08,59.1,12,0,0.15,0,0,34,0.079,0|cup sections, without membranes=165;fruit=140;nlea serving=154|
09203|09|Oranges, raw, Florida|||46,0.7,11.5,0.21,2.4,9.14,0.025,0,169,43,0.09,10,0.08,45,11,0,0.18,0,0,17,0.051,0|cup sections, without membranes=185;fruit=141|
09205|09|Oranges, raw, with peel|||63,1.3,15.5,0.3,4.5,,0.035,2,196,70,0.8,14,0.11,71,13,,,,0,30,0.093,0|cup=170;fruit without seeds=159|
09206|09|Orange juice, raw|orange juice;fresh orange juice;freshly squeezed orange juice;OJ|Orangensaft;frisch gepresster Orangensaft;O-Saft|45,0.7,10.4,0.2,0.2,8.4,0.024,1,200,11,0.2,11,0.05,50,10,0,0.04,0.1,0,30,0.04,0|cup=248;fl oz=31;fruit yields=86|d=248
09207|09|Orange juice, canned, unsweetened|||47,0.68,11,0.15,0.3,8.76,0.018,4,184,10,0.1,10,0.04,30.1,9,0,0.2,0.1,0,24,0.031,0|cup=249;fl oz=31.1;drink box=263|
09209|09|Orange juice, chilled, includes from concentrate|||49,0.68,11.5,0.12,0.3,8.31,0.014,2,178,11,0.13,11,0.07,33.6,2,0,0.2,0,0,19,0.076,0|cup=249;fl oz=31.1|
09216|09|Orange peel, raw|||97,1.5,25,0.2,10.6,,0.024,3,212,161,0.8,22,0.25,136,21,,0.25,,0,30,0.176,0|tbsp=6;tsp=2|
09217|09|Orange-grapefruit juice, canned, unsweetened|||43,0.6,10.3,0.1,0.1,10.2,0.011,3,158,8,0.46,10,0.07,29.1,6,0,0.14,0.1,0,14,0.023,0|cup=247;fl oz=30.9|
09218|09|Tangerines, (mandarin oranges), raw|mandarin;tangerine;satsuma;mandarins;tangerines;mandarin orange|Mandarine;Mandarinen;Satsuma|53,0.81,13.3,0.31,1.8,10.6,0.039,2,166,37,0.15,12,0.07,26.7,34,0,0.2,0,0,16,0.078,0|cup, sections=195;small=76;medium=88;large=120;nlea serving=109|p=88 d=88
09221|09|Tangerine juice, raw|||43,0.5,10.1,0.2,0.2,9.9,0.024,1,178,18,0.2,8,0.03,31,13,0,0.13,0,0,5,0.042,0|cup=247;fl oz=30.9|
09223|09|Tangerine juice, canned, sweetened|||50,0.5,12,0.2,0.2,11.8,0.013,1,178,18,0.2,8,0.03,22,13,0,0.15,0,0,5,0.032,0|cup=249;fl oz=31.1|
09226|09|Papayas, raw|papaya|Papaya|43,0.47,10.8,0.26,1.7,7.82,0.081,8,182,20,0.25,21,0.08,60.9,47,0,0.3,2.6,0,37,0.038,0|cup 1=145;cup, mashed=230;fruit, small=157;fruit, large=781|p=157 d=145
09228|09|Papaya, canned, heavy syrup, drained|||206,0.14,55.8,0.55,1.5,52.2,0.268,9,67,21,0.29,6,0.05,3.5,0,,,0.3,,,0.015,|piece=39|
09229|09|Papaya nectar, canned|||57,0.17,14.5,0.15,0.6,13.9,0.047,5,31,10,0.34,3,0.15,3,18,0,0.24,0.8,0,2,0.009,0|cup=250;fl oz=31.2|
09231|09|Passion-fruit, (granadilla), purple, raw|passion fruit;passionfruit|Passionsfrucht;Maracuja|97,2.2,23.4,0.7,10.4,11.2,0.059,28,348,12,1.6,29,0.1,30,64,0,0.02,0.7,0,14,0.1,0|cup=236;fruit without refuse=18|p=18
09232|09|Passion-fruit juice, purple, raw|||51,0.39,13.6,0.05,0.2,13.4,0.004,6,278,4,0.24,17,0.05,29.8,36,0,0.01,0.4,0,7,0.05,0|cup=247;fl oz=30.9|
09233|09|Passion-fruit juice, yellow, raw|||60,0.67,14.4,0.18,0.2,14.3,0.015,6,278,4,0.36,17,0.06,18.2,47,0,0.01,0.4,0,8,0.06,0|cup=247;fl oz=30.9|
09236|09|Peaches, raw|peach;peaches|Pfirsich;Pfirsiche|39,0.91,9.54,0.25,1.5,8.39,0.019,0,190,6,0.25,9,0.17,6.6,16,0,0.73,2.6,0,4,0.025,0|cup slices=154;small=130;medium=150;large=175;extra large=224;nlea serving=147|p=150 d=150
09241|09|Peaches, canned, heavy syrup pack, solids and liquids|canned peaches|Pfirsiche aus der Dose;Dosenpfirsiche|74,0.45,19.9,0.1,1.3,18.6,0.01,6,92,3,0.27,5,0.09,2.8,17,0,0.49,1.7,0,3,0.019,0|cup=262;half, with liquid=98|d=131
09246|09|Peaches, dried, sulfured, uncooked|||239,3.61,61.3,0.76,8.2,41.7,0.082,7,996,28,4.06,42,0.57,4.8,108,0,0.19,15.7,0,0,0.067,0|cup, halves=160;half=13|
09250|09|Peaches, frozen, sliced, sweetened|||94,0.63,24,0.13,1.8,22.2,0.014,6,130,3,0.37,5,0.05,94.2,14,0,0.62,2.2,0,3,0.018,0|cup, thawed=250;slices=15.5;package=284|
09251|09|Peach nectar, canned, without added ascorbic acid|peach nectar|Pfirsichnektar|54,0.27,13.9,0.02,0.6,13.3,0.002,7,40,5,0.19,4,0.08,5.3,13,0,0.29,1,0,1,0.007,0|cup=249;fl oz=31.1|d=249
09252|09|Pears, raw|pear;pears|Birne;Birnen|57,0.36,15.2,0.14,3.1,9.75,0.022,1,116,9,0.18,7,0.1,4.3,1,0,0.12,4.4,0,7,0.029,0|cup, slices=140;cup, cubes=161;small=148;medium=178;large=230;nlea serving=166|p=178 d=178
09259|09|Pears, dried, sulfured, uncooked|||262,1.87,69.7,0.63,7.5,62.2,0.035,6,533,34,2.1,33,0.39,7,0,0,0.06,20.4,0,0,0.072,0|cup, halves=180;half=18;halves=17.5|
09262|09|Pear nectar, canned, without added ascorbic acid|||60,0.11,15.8,0.01,0.6,15.2,0.001,4,13,5,0.26,3,0.07,1.1,0,0,0.05,1.8,0,1,0.014,0|cup=250;fl oz=31.2|
09263|09|Persimmons, japanese, raw|persimmon;kaki|Kaki;Sharonfrucht|70,0.58,18.6,0.19,3.6,12.5,0.02,1,161,8,0.15,9,0.11,7.5,81,0,0.73,2.6,0,8,0.1,0|fruit=168|p=168
09264|09|Persimmons, japanese, dried|||274,1.38,73.4,0.59,14.5,,,2,802,25,0.74,31,0.42,0,38,0,,,0,,,0|fruit without refuse=34|
09266|09|Pineapple, raw, all varieties|pineapple;fresh pineapple|Ananas;frische Ananas|50,0.54,13.1,0.12,1.4,9.85,0.009,1,109,13,0.29,12,0.12,47.8,3,0,0.02,0.7,0,18,0.112,0|cup, chunks=165;fruit=905;slice=166;slice, thin=56|d=165 s=84
09272|09|Pineapple, frozen, chunks, sweetened|||86,0.4,22.2,0.1,1.1,21.1,0.007,2,100,9,0.4,10,0.11,8,2,0,0.02,0.7,0,11,0.075,0|cup, chunks=245|
09273|09|Pineapple juice, canned, unsweetened, without added ascorbic acid|pineapple juice|Ananassaft|53,0.36,12.9,0.12,0.2,9.98,0.008,2,130,13,0.31,12,0.11,10,0,0,0.02,0.3,0,18,0.1,0|cup=250;fl oz=31.3|d=250
09276|09|Pitanga, (surinam-cherry), raw|||33,0.8,7.49,0.4,,,,3,103,9,0.2,12,,26.3,75,,,,0,,,0|cup=173;fruit without refuse=7|
09277|09|Plantains, raw|||122,1.3,31.9,0.37,2.3,15,0.143,4,499,3,0.6,37,0.14,18.4,56,0,0.14,0.7,0,22,0.299,0|cup, sliced=148;medium=179|
09278|09|Plantains, cooked|plantain;cooked plantain|Kochbanane|116,0.79,31.1,0.18,2.3,14,0.069,5,465,2,0.58,32,0.13,10.9,45,0,0.13,0.7,0,26,0.24,0|cup, mashed=200;cup slices=154|d=154
09279|09|Plums, raw|plum;plums|Pflaume;Pflaumen;Zwetschge;Zwetschgen;Zwetschke|46,0.7,11.4,0.28,1.4,9.92,0.017,0,157,6,0.17,7,0.1,9.5,17,0,0.26,6.4,0,5,0.029,0|cup, sliced=165;fruit=66;nlea serving=151|p=66 d=66
09286|09|Pomegranates, raw|pomegranate|Granatapfel;Granatapfelkerne|83,1.67,18.7,1.17,4,13.7,0.12,3,236,10,0.3,12,0.35,10.2,0,0,0.6,16.4,0,38,0.075,0|cup arils=174;pomegranate=282|p=282 d=87
09287|09|Prickly pears, raw|||41,0.73,9.57,0.51,3.6,,0.067,5,220,56,0.3,85,0.12,14,2,,,,0,6,0.06,0|cup=149;fruit without refuse=103|
09291|09|Plums, dried (prunes), uncooked|prunes;dried plums;prune|Trockenpflaumen;Backpflaumen;getrocknete Pflaumen|240,2.18,63.9,0.38,7.1,38.1,0.088,2,732,43,0.93,41,0.44,0.6,39,0,0.43,59.5,0,4,0.205,0|cup, pitted=174;prune, pitted=9.5|p=9.5 d=40
09294|09|Prune juice, canned|prune juice|Pflaumensaft|71,0.61,17.4,0.03,1,16.4,0.003,4,276,12,1.18,14,0.21,4.1,0,0,0.12,3.4,0,0,0.218,0|cup=256;fl oz=32|d=256
09295|09|Pummelo, raw|||38,0.76,9.62,0.04,1,,,1,216,4,0.11,6,0.08,61,0,,,,0,,0.036,0|cup, sections=190;fruit without refuse=609|
09296|09|Quinces, raw|||57,0.4,15.3,0.1,1.9,,0.01,4,197,11,0.7,8,0.04,15,2,,,,0,3,0.04,0|fruit without refuse=92|
09297|09|Raisins, golden seedless|||302,3.39,79.5,0.46,4,59.2,0.151,12,746,53,1.79,35,0.32,3.2,0,0,0.12,3.5,0,3,0.323,0|cup, packed=165;cup=145|
09298|09|Raisins, seedless|raisins;raisin;sultanas|Rosinen;Sultaninen;Rosine|299,3.07,79.2,0.46,3.7,59.2,0.058,11,749,50,1.88,32,0.22,2.3,0,0,0.12,3.5,0,5,0.174,0|cup, packed=165;cup=145;miniature box=14;small box=43;raisins=0.52|d=40 h=40
09299|09|Raisins, seeded|||296,2.52,78.5,0.54,6.8,,0.178,28,825,28,2.59,30,0.18,5.4,0,0,,,0,3,0.188,0|cup, packed=165;cup=145|
09301|09|Rambutan, canned, syrup pack|||82,0.65,20.9,0.21,0.9,,,11,42,22,0.35,7,0.08,4.9,0,,,,0,8,0.02,0|cup, drained=150;cup=214;fruit=9|
09302|09|Raspberries, raw|raspberries;raspberry|Himbeeren;Himbeere|52,1.2,11.9,0.65,6.5,4.42,0.019,1,151,25,0.69,22,0.42,26.2,2,0,0.87,7.8,0,21,0.055,0|cup=123;pint as purchased, yields=312;raspberries=1.9|p=1.9 d=123 h=60
09306|09|Raspberries, frozen, red, sweetened|||103,0.7,26.2,0.16,4.4,21.8,0.005,1,114,15,0.65,13,0.18,16.5,3,0,0.72,6.5,0,26,0.034,0|cup, unthawed=250;package=284|
09307|09|Rhubarb, raw|rhubarb|Rhabarber|21,0.9,4.54,0.2,1.8,1.1,0.053,4,288,86,0.22,12,0.1,8,5,0,0.27,29.3,0,7,0.024,0|cup, diced=122;stalk=51|d=122
09309|09|Rhubarb, frozen, uncooked|||21,0.55,5.1,0.11,1.8,1.1,0.029,2,108,194,0.29,18,0.1,4.8,5,0,0.27,29.3,0,8,0.025,0|cup, diced=137|
09310|09|Rhubarb, frozen, cooked, with sugar|||116,0.39,31.2,0.05,2,28.7,0.014,1,96,145,0.21,12,0.08,3.3,4,0,0.19,21.1,0,5,0.02,0|cup=240|
09311|09|Roselle, raw|||49,0.96,11.3,0.64,,,,6,208,215,1.48,51,,12,14,,,,0,,,0|cup, without refuse=57|
09312|09|Rose-apples, raw|||25,0.6,5.7,0.3,,,,0,123,29,0.07,5,0.06,22.3,17,,,,0,,,0||
09313|09|Sapodilla, raw|||83,0.44,20,1.1,5.3,,0.194,12,193,21,0.8,12,0.1,14.7,3,,,,0,14,0.037,0|cup, pulp=241;sapodilla=170|
09314|09|Sapote, mamey, raw|||124,1.45,32.1,0.46,5.4,20.1,0.169,7,454,18,0.78,11,0.19,23,7,,2.11,,0,7,0.72,0|cup 1=175;fruit without refuse=558|
09315|09|Soursop, raw|||66,1,16.8,0.3,3.3,13.5,0.051,14,278,14,0.6,21,0.1,20.6,0,0,0.08,0.4,0,14,0.059,0|cup, pulp=225;fruit=625|
09316|09|Strawberries, raw|strawberries;strawberry;fresh strawberries|Erdbeeren;Erdbeere;frische Erdbeeren|32,0.67,7.68,0.3,2,4.89,0.015,1,153,16,0.41,13,0.14,58.8,1,0,0.29,2.2,0,24,0.047,0|cup, halves=152;cup, pureed=232;cup, sliced=166;cup, whole=144;extra large=27;large=18;medium=12;pint as purchased, yields=357;small=7|p=12 d=152 h=75
09319|09|Strawberries, frozen, sweetened, whole|||78,0.52,21,0.14,1.9,18.6,0.007,1,98,11,0.47,6,0.05,39.5,1,0,0.24,1.9,0,4,0.028,0|cup, thawed=255;package=284|
09320|09|Strawberries, frozen, sweetened, sliced|||96,0.53,25.9,0.13,1.9,24,0.007,3,98,11,0.59,7,0.06,41.4,1,0,0.23,1.7,0,15,0.03,0|cup, thawed=255;package=284|
09321|09|Sugar-apples, (sweetsop), raw|||94,2.06,23.6,0.29,4.4,,0.048,9,247,24,0.6,21,0.1,36.3,0,,,,0,14,0.2,0|cup, pulp=250;fruit=155|
09322|09|Tamarinds, raw|||239,2.8,62.5,0.6,5.1,57.4,0.272,28,628,74,2.8,92,0.1,3.5,2,0,0.1,2.8,0,14,0.066,0|cup, pulp=120;fruit=2|
09326|09|Watermelon, raw|watermelon|Wassermelone|30,0.61,7.55,0.15,0.4,6.2,0.016,1,112,7,0.24,10,0.1,8.1,28,0,0.05,0.1,0,3,0.045,0|cup, balls=154;cup, diced=152;melon=4518;wedge=286;watermelon balls=12.2;nlea serving=280|d=280 s=286
09328|09|Maraschino cherries, canned, drained|||165,0.22,42,0.21,3.2,38.8,0.039,4,21,54,0.43,4,0.26,0,2,0,0.05,1.5,0,0,0.005,0|cherry=5|
09334|09|Feijoa, raw|||55,0.98,12.9,0.6,6.4,8.2,0.148,3,172,17,0.14,9,0.06,32.9,0,,0.16,3.5,0,23,0.067,0|cup, pureed=243;fruit without peel=42;cup 1/2=205|
09340|09|Pears, asian, raw|||42,0.5,10.7,0.23,3.6,7.05,0.012,0,121,4,0,8,0.02,3.8,0,0,0.12,4.5,0,8,0.022,0|fruit 2-1/4=122;fruit 3-3/8=275|
09354|09|Pineapple, canned, juice pack, drained|canned pineapple;pineapple in juice|Ananas aus der Dose;Dosenananas|60,0.51,15.6,0.11,1.3,14.3,0.008,1,124,16,0.28,15,0.1,9.4,3,0,0.02,0.7,0,5,0.075,0|cup, chunks=181;cup, crushed=195;cup, sliced=162;spear=26|d=181 s=47
09357|09|Apricots, canned, heavy syrup, drained|||83,0.64,21.3,0.11,2.7,18.6,0.007,4,143,10,0.3,7,0.11,3.1,146,0,0.89,3.3,0,2,0.055,0|cup, halves=219;cup, whole=182|
09370|09|Peaches, canned, heavy syrup, drained|||72,0.52,18.4,0.18,1.2,14.7,0.013,6,94,3,0.27,5,0.09,0.7,31,0,1.19,2.4,0,9,0.013,0|cup=222;half=73;slice=12.7|
09374|09|Pears, canned, heavy syrup, drained|||74,0.24,19.1,0.18,2.7,16.4,0.01,5,66,6,0.22,4,0.08,1.1,0,0,0.12,0.3,0,1,0.014,0|cup=201;half=48|
09379|09|Plums, canned, heavy syrup, drained|||89,0.44,23.1,0.14,1.5,21.6,0.011,19,93,10,0.84,5,0.07,0.4,20,0,0.26,6.4,0,3,0.028,0|cup, with pits, yields=183|
09401|09|Applesauce, canned, unsweetened, with added ascorbic acid|applesauce;apple sauce;unsweetened applesauce|Apfelmus ungesüßt;Apfelmark;ungesüßtes Apfelmus|42,0.17,11.3,0.1,1.1,9.39,0.008,2,74,4,0.23,3,0.03,21.2,1,0,0.16,0.5,0,3,0.027,0|cup=244|d=122
09402|09|Applesauce, canned, sweetened, with salt|sweetened applesauce|Apfelmus;Apfelkompott|76,0.18,19.9,0.18,1.2,,0.03,28,61,4,0.35,3,0.04,1.7,1,0,,,0,1,0.026,0|cup=255|d=123
09403|09|Apricot nectar, canned, with added ascorbic acid|||56,0.37,14.4,0.09,0.6,,0.006,3,114,7,0.38,5,0.09,54.4,66,0,,,0,1,0.022,0|cup=251;fl oz=31.4|
09404|09|Grapefruit juice, pink, raw|||39,0.5,9.2,0.1,,,0.014,1,162,9,0.2,12,0.05,38,22,0,,,0,10,0.044,0|cup=247;fruit yields=196|
09407|09|Peach nectar, canned, with added ascorbic acid|||54,0.27,13.9,0.02,0.6,,0.002,7,40,5,0.19,4,0.08,26.8,13,0,,,0,1,0.007,0|cup=249;fl oz=31.1|
09408|09|Pear nectar, canned, with added ascorbic acid|||60,0.11,15.8,0.01,0.6,,0.001,4,13,5,0.26,3,0.07,27,0,0,,,0,1,0.014,0|cup=250;fl oz=31.2|
09412|09|Pears, raw, bartlett|||63,0.39,15,0.16,3.1,9.69,,1,101,9,0.19,6,0.08,4.4,1,,0.12,3.8,,6,0.026,|cup, sliced=140;small=152;medium=177;large=227|
09413|09|Pears, raw, red anjou|||62,0.33,14.9,0.14,3,9.54,,1,123,11,0.19,7,0.13,5.2,1,,0.12,4.9,,7,0.039,|small=126;medium=157;large=223;cup, sliced=140|
09414|09|Pears, raw, bosc|||67,0.36,16.1,0.09,3.1,10.2,,1,122,10,0.15,7,0.13,2.8,1,,0.12,5.2,,7,0.021,|cup, sliced=140;small=159;medium=179;large=219|
09415|09|Pears, raw, green anjou|||66,0.44,15.8,0.1,3.1,9.73,,1,127,11,0.24,7,0.1,4.4,1,,0.12,4.3,,9,0.026,|cup, sliced=140;small=172;medium=202;large=242|
09420|09|Jackfruit, canned, syrup pack|||92,0.36,23.9,0.14,0.9,,,11,96,44,0.29,10,0.11,0.5,0,,,,0,14,0.044,0|cup, drained=178|
09421|09|Dates, medjool|medjool date;medjool dates|Medjool-Datteln;Medjool-Dattel|277,1.81,75,0.15,6.7,66.5,,1,696,64,0.9,54,0.44,0,7,0,,2.7,,15,0.249,|date, pitted=24|p=24
09422|09|Durian, raw or frozen|||147,1.47,27.1,5.33,3.8,,,2,436,6,0.43,30,0.28,19.7,2,,,,0,36,0.316,0|cup, chopped or diced=243;fruit=602|
09423|09|Prune puree|||257,2.1,65.1,0.2,3.3,39,0.016,23,852,31,2.8,,,4.3,100,,,,,,,0|tbsp=18|
09426|09|Candied fruit|||322,0.34,82.7,0.07,1.6,80.7,0.01,98,56,18,0.17,4,0.05,0,1,0,0.04,0.3,0,0,0,0||
09427|09|Abiyuch, raw|||69,1.5,17.6,0.1,5.3,8.55,0.014,20,304,8,1.61,24,0.31,54.1,5,,,,,,,|cup=228|
09428|09|Rowal, raw|||111,2.3,23.9,2,6.2,14.1,0.245,4,131,15,2.2,32,0.43,25.8,19,,,,,,,|cup=228|
09429|09|Pineapple, raw, traditional varieties|||45,0.55,11.8,0.13,,8.29,,1,125,13,0.25,12,0.08,16.9,3,0,,0.7,,11,0.106,|cup, chunks=165;slice=175;fruit=1002;nlea serving=112|
09430|09|Pineapple, raw, extra sweet variety|||51,0.53,13.5,0.11,1.4,10.3,,1,108,13,0.28,12,0.12,56.4,3,0,0.02,0.7,,19,0.114,|cup, chunks=165;slice=166;fruit=905;nlea serving=112|
09433|09|Clementines, raw|clementine;clementines|Clementine;Clementinen|47,0.85,12,0.15,1.7,9.18,,1,177,30,0.14,10,0.06,48.8,,0,0.2,0,,24,0.075,|fruit=74|p=74 d=74
09434|09|Guanabana nectar, canned|||59,0.11,14.9,0.17,0.1,13.1,0.029,8,25,7,0.36,3,0.02,11.1,0,0,0.01,0,0,6,0.007,0|cup=251|
09435|09|Guava nectar, canned|||57,0.09,14.9,0.06,1,12.4,,7,38,11,,3,0.03,19.7,2,,0.05,0.8,,3,0.01,|cup=251|
09436|09|Mango nectar, canned|mango nectar;mango juice|Mangosaft;Mangonektar|51,0.11,13.1,0.06,0.3,12.4,0.014,5,24,17,0.36,3,0.02,15.2,35,0,0.21,0.8,0,7,0.015,0|cup=251|d=251
09437|09|Tamarind nectar, canned|||57,0.09,14.7,0.12,0.5,12.7,,7,27,10,0.75,4,0.02,7.1,0,,0.12,0.1,0,1,0.007,0|cup=251|
09442|09|Pomegranate juice, bottled|pomegranate juice|Granatapfelsaft|54,0.15,13.1,0.29,0.1,12.7,0.077,9,214,11,0.1,7,0.09,0.1,0,0,0.38,10.4,0,24,0.04,0|cup=249;fl oz=31.4|d=249
09445|09|Kiwifruit, gold, raw|||60,1.23,14.2,0.56,2,11,0.149,3,316,20,0.29,14,0.1,105,4,0,1.49,5.5,,34,0.057,|cup, sliced=186;fruit=86|
09446|09|Plantains, green, fried|||309,1.5,49.2,11.8,3.5,3.63,3.69,2,482,4,0.67,58,0.23,3.4,60,,,,,15,0.264,|cup=118;slices=5.3|
09448|09|Nance, canned, syrup, drained|||95,0.56,22.8,1.28,7,15.7,,8,194,42,0.37,16,0.06,10.8,,,,,,,0.015,|fruit without pits=3.7|
09451|09|Horned melon (Kiwano)|||44,1.78,7.56,1.26,,,,2,123,13,1.13,40,0.48,5.3,7,,,,,3,0.063,|cup=233;fruit=209|
09452|09|Orange Pineapple Juice Blend|||51,0.41,12.2,0.08,0.2,10.6,0.011,4,150,8,0.18,10,0.06,40.7,1,0,0.07,0.1,0,10,0.061,0|fl oz=30.8|
09500|09|Apples, raw, red delicious, with skin|||59,0.27,14.1,0.2,2.3,10.5,,1,104,6,0.11,5,0.04,,3,,0.24,2.6,,3,0.034,|cup, sliced=109;large=260;medium=212;small=158|
09501|09|Apples, raw, golden delicious, with skin|||57,0.28,13.6,0.15,2.4,10,,2,100,6,0.13,5,0.04,,3,,0.18,1.8,,3,0.051,|cup, sliced=109;large=215;medium=169;small=129|
09502|09|Apples, raw, granny smith, with skin|||58,0.44,13.6,0.19,2.8,9.59,,1,120,5,0.15,5,0.04,,5,,0.18,3.2,,3,0.037,|cup, sliced=109;large=206;medium=167;small=144|
09503|09|Apples, raw, gala, with skin|||57,0.25,13.7,0.12,2.3,10.4,,1,108,7,0.12,5,0.05,,1,,0.18,1.3,,3,0.049,|cup, sliced=109;large=200;medium=172;small=157|
09504|09|Apples, raw, fuji, with skin|||63,0.2,15.2,0.18,2.1,11.7,,1,109,7,0.1,5,0.04,,2,,0.18,1,,3,0.045,|cup, sliced=109;large=236;medium=192;small=158|
10061|10|Pork, fresh, loin, tenderloin, separable lean only, cooked, roasted|pork tenderloin|Schweinefilet|143,26.2,0,3.51,0,0,1.2,57,421,6,1.15,29,2.42,0,0,0.2,0.08,0,0.57,0,0.739,73|piece, cooked, excluding refuse=333;roast=402|d=100
10068|10|Pork, fresh, loin, top loin (chops), boneless, separable lean only, cooked, broiled|pork chop;pork chops;pork;pork loin;pork steak|Schweinekotelett;Kotelett;Schweinefleisch;Schweinesteak;Schweinelende;Nackensteak|173,27.6,0,6.08,0,0,2.08,45,367,5,0.63,27,2.15,0,0,0.6,0.1,0,0.56,0,0.722,72|chop=145|p=140 d=120
10073|10|Pork, fresh, shoulder, whole, separable lean only, cooked, roasted|roast pork;pork roast;pork shoulder|Schweinebraten;Schweineschulter;Krustenbraten;Schweinsbraten|230,25.3,0,13.5,0,0,4.79,75,346,18,1.5,20,4.16,0.6,2,1,0.25,0,0.86,5,0.317,90|cup, diced=135|d=120
10131|10|Pork, cured, canadian-style bacon, grilled|canadian bacon;back bacon||185,24.2,1.35,8.44,0,0,2.84,1546,390,10,0.82,21,1.7,0,0,1.1,0.34,0,0.78,4,0.45,58|package yields=139;slices=23.5|s=23 p=23
10153|10|Pork, cured, ham, whole, separable lean only, roasted|baked ham;roast ham;roasted ham|Schinkenbraten;Kasseler;Kassler|157,25.1,0,5.5,0,0,1.84,1327,316,7,0.94,22,2.57,0,0,0.9,0.26,0,0.7,4,0.47,55|cup=140|d=100
10208|10|Pork, fresh, loin, country-style ribs, separable lean only, cooked, braised|ribs;pork ribs;spareribs;spare ribs|Rippchen;Spareribs;Schälrippchen|247,27.7,0,14.3,0,0,5.09,60,297,33,1.39,23,4.46,0,0,1.2,0.11,0,0.94,0,0.491,105|rib without refuse=80|d=150
10220|10|Pork, fresh, ground, cooked|ground pork;pork mince|Schweinehack;Schweinehackfleisch;*Mett|297,25.7,0,20.8,0,0,7.72,73,362,22,1.29,24,3.21,0.7,2,0.5,0.21,0,0.54,6,0.391,94||d=85
10862|10|Pork, cured, bacon, pre-sliced, cooked, pan-fried|bacon;fried bacon;bacon strips;crispy bacon;streaky bacon;cooked bacon|Speck;Bacon;Frühstücksspeck;gebratener Speck|468,33.9,1.7,35.1,0,0,12,1684,499,11,0.95,31,3.06,0,11,0.4,0.42,0,1.09,0,0.535,99|slice=11.5|p=11.5 s=11.5 d=23
11001|11|Alfalfa seeds, sprouted, raw|||23,3.99,2.1,0.69,1.9,0.18,0.069,6,79,32,0.96,27,0.92,8.2,8,0,0.02,30.5,0,36,0.034,0|cup=33;tbsp=3|
11005|11|Arrowhead, raw|||99,5.33,20.2,0.29,,,,22,922,10,2.57,51,0.28,1.1,0,0,,,0,14,0.26,0|large=25;medium=12|
11007|11|Artichokes, (globe or french), raw|||47,3.27,10.5,0.15,5.4,0.99,0.036,94,370,44,1.28,60,0.49,11.7,1,0,0.19,14.8,0,68,0.116,0|artichoke, medium=128;artichoke, large=162|
11008|11|Artichokes, (globe or french), cooked, boiled, drained, without salt|artichoke;artichokes|Artischocke;Artischocken;Artischockenherzen|53,2.89,11.9,0.34,8.6,0.99,0.081,60,286,21,0.61,42,0.4,7.4,1,0,0.19,14.8,0,89,0.081,0|artichoke, medium=120;cup hearts=168|p=120
11011|11|Asparagus, raw|||20,2.2,3.88,0.12,2.1,1.88,0.04,2,202,24,2.14,14,0.54,5.6,38,0,1.13,41.6,0,52,0.091,0|cup=134;spear, small=12;spear, medium=16;spear, large=20;spear, extra large=24;spear tip=3.5|
11012|11|Asparagus, cooked, boiled, drained|asparagus;cooked asparagus;asparagus spears;boiled asparagus|Spargel;grüner Spargel;weißer Spargel;gekochter Spargel|22,2.4,4.11,0.22,2,1.3,0.048,14,224,23,0.91,14,0.6,7.7,50,0,1.5,50.6,0,149,0.079,0|cup=180;spears=15|p=15 d=90
11015|11|Asparagus, canned, drained solids|||19,2.14,2.46,0.65,1.6,1.06,0.147,287,172,16,1.83,10,0.4,18.4,41,0,1.22,41.3,0,96,0.11,0|cup=242;spear=18;can=248|
11019|11|Asparagus, frozen, cooked, boiled, drained, without salt|||18,2.95,1.92,0.42,1.6,0.32,0.096,3,172,18,0.56,10,0.41,24.4,40,0,1.2,80,0,135,0.02,0|cup=180;package yields=293;spears=15|
11022|11|Balsam-pear (bitter gourd), leafy tips, raw|||30,5.3,3.29,0.69,,,,11,608,84,2.04,85,0.3,88,87,0,,,0,128,0.803,0|leaf=4;cup=48|
11024|11|Balsam-pear (bitter gourd), pods, raw|||17,1,3.7,0.17,2.8,,,5,296,19,0.43,17,0.8,84,24,0,,,0,72,0.043,0|cup=93;balsam-pear=124|
11026|11|Bamboo shoots, raw|||27,2.6,5.2,0.3,2.2,3,0.069,4,533,13,0.5,3,1.1,4,1,0,1,0,0,7,0.24,0|cup=151|
11027|11|Bamboo shoots, cooked, boiled, drained, without salt|||12,1.53,1.92,0.22,1,,0.051,4,533,12,0.24,3,0.47,0,0,0,,,0,2,0.098,0|cup=120;shoot=144|
11028|11|Bamboo shoots, canned, drained solids|bamboo shoots|Bambussprossen|19,1.72,3.22,0.4,1.4,1.89,0.092,7,80,8,0.32,4,0.65,1.1,1,0,0.63,0,0,3,0.136,0|cup=131;can=262|d=66
11031|11|Lima beans, immature seeds, raw|||113,6.84,20.2,0.86,4.9,1.48,0.198,8,467,34,3.14,58,0.78,23.4,10,0,0.32,5.6,0,34,0.204,0|cup=156|
11043|11|Mung beans, mature seeds, sprouted, raw|bean sprouts;mung bean sprouts|Sojasprossen;Mungbohnensprossen;Sprossen|30,3.04,5.94,0.18,1.8,4.13,0.046,6,149,13,0.91,21,0.41,13.2,1,0,0.1,33,0,61,0.088,0|cup=104;package=340|d=52
11046|11|Beans, navy, mature seeds, sprouted, raw|||67,6.15,13.1,0.7,,,0.085,13,307,15,1.93,101,0.89,18.8,0,0,,,0,132,0.191,0|cup=104|
11052|11|Beans, snap, green, raw|||31,1.83,6.97,0.22,2.7,3.26,0.05,6,211,37,1.03,25,0.24,12.2,35,0,0.41,14.4,0,33,0.141,0|cup 1/2=100;beans=5.5|
11053|11|Beans, snap, green, cooked, boiled, drained, without salt|green beans;string beans;cooked green beans;boiled green beans|grüne Bohnen;Buschbohnen;Fisolen;gekochte grüne Bohnen;Prinzessbohnen|35,1.89,7.88,0.28,3.2,1.55,0.062,1,146,44,0.65,18,0.25,9.7,35,0,0.45,16,0,33,0.056,0|cup=125|d=62
11056|11|Beans, snap, green, canned, regular pack, drained solids|||25,1.26,4.25,0.37,2.5,1.31,0.085,246,106,38,0.88,13,0.21,2.7,18,0,0.03,38.9,0,28,0.03,0|cup solids=153;beans=6.2;can=262|
11080|11|Beets, raw|||43,1.61,9.56,0.17,2.8,6.76,0.027,78,325,16,0.8,23,0.35,4.9,2,0,0.04,0.2,0,109,0.067,0|cup=136;beet=82|
11081|11|Beets, cooked, boiled, drained|beetroot;beets;cooked beets;boiled beets|Rote Bete;Rote Beete;Randen;rote Rüben;gekochte Rote Bete|44,1.68,9.96,0.18,2,7.96,0.028,77,305,16,0.79,23,0.35,3.6,2,0,0.04,0.2,0,80,0.067,0|cup slices=170;beets=50|p=50 d=85
11084|11|Beets, canned, drained solids|||31,0.91,7.21,0.14,1.8,5.51,0.022,194,148,15,1.82,17,0.21,4.1,1,0,0.03,0.2,0,30,0.057,0|cup, diced=157;cup, shredded=195;cup slices=170;cup, whole=163;slice=8;beet=24;can=294|
11086|11|Beet greens, raw|||22,2.2,4.33,0.13,3.7,0.5,0.02,226,762,117,2.57,70,0.38,30,316,0,1.5,400,0,15,0.106,0|cup=38;leaf=32|
11088|11|Broadbeans, immature seeds, raw|||72,5.6,11.7,0.6,4.2,,0.138,50,250,22,1.9,38,0.58,33,18,0,,,0,96,0.038,0|cup=109;broadbean=8|
11090|11|Broccoli, raw|raw broccoli;broccoli florets raw|roher Brokkoli|34,2.82,6.64,0.37,2.6,1.7,0.039,33,316,47,0.73,21,0.41,89.2,31,0,0.78,102,0,63,0.175,0|cup chopped=91;bunch=608;spear=31;stalk=151;cup, chopped or diced=88;nlea serving=148|d=91
11091|11|Broccoli, cooked, boiled, drained, without salt|broccoli;cooked broccoli;steamed broccoli;boiled broccoli|Brokkoli;Broccoli;gekochter Brokkoli;gedünsteter Brokkoli;gedämpfter Brokkoli|35,2.38,7.18,0.41,3.3,1.39,0.079,41,293,40,0.67,21,0.45,64.9,77,0,1.45,141,0,108,0.2,0|cup, chopped=156;stalk, large=280;stalk, medium=180;stalk, small=140;spear=37|p=180 d=78
11096|11|Broccoli raab, raw|||22,3.17,2.85,0.49,2.7,0.38,0.05,33,196,108,2.14,22,0.77,20.2,131,0,1.62,224,0,83,0.171,0|cup chopped=40;stalk=19|
11097|11|Broccoli raab, cooked|||33,3.83,3.12,0.52,2.8,0.62,0.057,56,343,118,1.27,27,0.54,37,227,0,2.53,256,0,71,0.22,0|nlea serving=85;bunch cooked=437|
11098|11|Brussels sprouts, raw|||43,3.38,8.95,0.3,3.8,2.2,0.062,25,389,42,1.4,23,0.42,85,38,0,0.88,177,0,61,0.219,0|cup=88;sprout=19|
11099|11|Brussels sprouts, cooked, boiled, drained, without salt|brussels sprouts;brussel sprouts;brussels sprout|Rosenkohl;Kohlsprossen|36,2.55,7.1,0.5,2.6,1.74,0.102,21,317,36,1.2,20,0.33,62,39,0,0.43,140,0,60,0.178,0|sprout=21;cup=156|p=21 d=78
11104|11|Burdock root, raw|||72,1.53,17.3,0.15,3.3,2.9,0.025,5,308,41,0.8,38,0.33,3,0,0,0.38,1.6,0,23,0.24,0|cup=118;root=156|
11105|11|Burdock root, cooked, boiled, drained, without salt|||88,2.09,21.1,0.14,1.8,3.55,0.023,4,360,49,0.77,39,0.38,2.6,0,0,0.46,2,0,20,0.279,0|cup=125;root=166|
11106|11|Butterbur, (fuki), raw|||14,0.39,3.61,0.04,,,,7,655,103,0.1,14,0.16,31.5,3,0,,,0,10,0.096,0|cup=94;petiole=5|
11108|11|Butterbur, canned|||3,0.11,0.38,0.13,,,,4,12,34,0.63,2,0.06,11.9,0,0,,,0,3,0.033,0|cup, chopped=124;stalks=15|
11109|11|Cabbage, raw|cabbage;white cabbage;raw cabbage|Weißkohl;Kohl;Kraut;Weißkraut;Spitzkohl|25,1.28,5.8,0.1,2.5,3.2,0.034,18,170,40,0.47,12,0.18,36.6,5,0,0.15,76,0,43,0.124,0|cup, chopped=89;cup, shredded=70;head, large=1248;leaf, large=33;head, medium=908;leaf, medium=23;head, small=714;leaf=15|d=89
11110|11|Cabbage, cooked, boiled, drained, without salt|cooked cabbage;boiled cabbage|gekochter Kohl;gekochter Weißkohl|23,1.27,5.51,0.06,1.9,2.79,0,8,196,48,0.17,15,0.2,37.5,4,0,0.14,109,0,30,0.112,0|cup, shredded=150;head=1262|d=75
11112|11|Cabbage, red, raw|red cabbage|Rotkohl;Rotkraut;Blaukraut|31,1.43,7.37,0.16,2.1,3.83,0.021,27,243,45,0.8,16,0.22,57,56,0,0.11,38.2,0,18,0.209,0|cup, chopped=89;cup, shredded=70;head, large=1134;leaf=23;head, medium=839;head, small=567|d=89
11113|11|Cabbage, red, cooked, boiled, drained, without salt|||29,1.51,6.94,0.09,2.6,3.32,0.011,28,262,42,0.66,17,0.25,34.4,2,0,0.12,47.6,0,24,0.225,0|leaf=22;cup, shredded=150|
11114|11|Cabbage, savoy, raw|||27,2,6.1,0.1,3.1,2.27,0.013,28,230,35,0.4,28,0.27,31,50,0,0.17,68.8,0,80,0.19,0|cup, shredded=70|
11116|11|Cabbage, chinese (pak-choi), raw|bok choy;pak choi|Pak Choi|13,1.5,2.18,0.2,1,1.18,0.027,65,252,105,0.8,19,0.19,45,223,0,0.09,45.5,0,66,0.194,0|cup, shredded=70;head=840;leaf=14|d=70
11119|11|Cabbage, chinese (pe-tsai), raw|chinese cabbage;napa cabbage|Chinakohl|16,1.2,3.23,0.2,1.2,1.41,0.043,9,238,77,0.31,13,0.23,27,16,0,0.12,42.9,0,79,0.232,0|cup, shredded=76|d=76
11122|11|Cardoon, raw|||17,0.7,4.07,0.1,1.6,,0.011,170,400,70,0.7,42,0.17,2,0,0,,,0,68,0.116,0|cup, shredded=178|
11124|11|Carrots, raw|carrot;carrots;raw carrot;raw carrots|Karotte;Karotten;Möhre;Möhren;Mohrrübe;Rübli|41,0.93,9.58,0.24,2.8,4.74,0.037,69,320,33,0.3,12,0.24,5.9,835,0,0.66,13.2,0,19,0.138,0|cup chopped=128;cup grated=110;cup strips or slices=122;large=72;medium=61;small=50;slice=3;strip large=7;strip medium=4|p=61 d=61
11125|11|Carrots, cooked, boiled, drained, without salt|cooked carrots;boiled carrots|gekochte Karotten;gekochte Möhren|35,0.76,8.22,0.18,3,3.45,0.03,58,235,30,0.34,10,0.2,3.6,852,0,1.03,13.7,0,14,0.153,0|tbsp=9.7;cup slices=156;carrot=46|d=78
11128|11|Carrots, canned, regular pack, drained solids|||25,0.64,5.54,0.19,1.5,2.48,0.036,242,179,25,0.64,8,0.26,2.7,558,0,0.74,9.8,0,9,0.112,0|cup, sliced=146;cup, mashed=228;slice=2.8;can=284|
11134|11|Cassava, raw|||160,1.36,38.1,0.28,1.8,1.7,0.074,14,271,16,0.27,21,0.34,20.6,1,0,0.19,1.9,0,27,0.088,0|cup=206;root=408|
11135|11|Cauliflower, raw|||25,1.92,4.97,0.28,2,1.91,0.064,30,299,22,0.42,15,0.27,48.2,0,0,0.08,15.5,0,57,0.184,0|cup chopped=107;floweret=13;head large=840;head medium=588;head small=265|
11136|11|Cauliflower, cooked, boiled, drained, without salt|cauliflower;cooked cauliflower;boiled cauliflower|Blumenkohl;Karfiol;gekochter Blumenkohl|23,1.84,4.11,0.45,2.3,2.08,0.07,15,142,16,0.32,9,0.17,44.3,1,0,0.07,13.8,0,44,0.173,0|cup=124;flowerets=18|d=62
11141|11|Celeriac, raw|celeriac|Knollensellerie|42,1.5,9.2,0.3,1.8,1.6,0.079,100,300,43,0.7,20,0.33,8,0,0,0.36,41,0,8,0.165,0|cup=156|d=78
11143|11|Celery, raw|celery;celery stalks;celery sticks|Staudensellerie;Stangensellerie;Sellerie|16,0.69,2.97,0.17,1.6,1.83,0.042,80,260,40,0.2,11,0.13,3.1,22,0,0.27,29.3,0,36,0.074,0|cup chopped=101;nlea serving=110;tbsp=7.5;stalk, large=64;stalk, medium=40;stalk, small=17;strip=4|p=40 d=40
11144|11|Celery, cooked, boiled, drained, without salt|||18,0.83,4,0.16,1.6,2.37,0.04,91,284,42,0.42,12,0.14,6.1,26,0,0.35,37.8,0,33,0.086,0|cup, diced=150;stalks=37.5|
11145|11|Celtuce, raw|||18,0.85,3.65,0.3,1.7,,,11,330,39,0.55,28,0.27,19.5,175,0,,,0,46,0.05,0|leaf=8|
11147|11|Chard, swiss, raw|||19,1.8,3.74,0.2,1.6,1.1,0.03,213,379,51,1.8,81,0.36,30,306,0,1.89,830,0,14,0.099,0|cup=36;leaf=48|
11148|11|Chard, swiss, cooked, boiled, drained, without salt|swiss chard;chard|Mangold|20,1.88,4.13,0.08,2.1,1.1,0.012,179,549,58,2.26,86,0.33,18,306,0,1.89,327,0,9,0.085,0|cup, chopped=175|d=88
11149|11|Chayote, fruit, raw|||19,0.82,4.51,0.13,1.7,1.66,0.028,2,125,17,0.34,12,0.74,7.7,0,0,0.12,4.1,0,93,0.076,0|cup=132;chayote=203|
11151|11|Chicory, witloof, raw|||17,0.9,4,0.1,3.1,,0.024,2,211,19,0.24,10,0.16,2.8,1,0,,,0,37,0.042,0|head=53;cup=90|
11152|11|Chicory greens, raw|||23,1.7,4.7,0.3,4,0.7,0.073,45,420,100,0.9,30,0.42,24,286,0,2.26,298,0,110,0.105,0|cup, chopped=29|
11154|11|Chicory roots, raw|||72,1.4,17.5,0.2,1.5,8.73,0.048,50,290,41,0.8,22,0.33,5,0,0,,,0,23,0.241,0|root=60;cup=90|
11156|11|Chives, raw|chives|Schnittlauch|30,3.27,4.35,0.73,2.5,1.85,0.146,3,296,92,1.6,42,0.56,58.1,218,0,0.21,213,0,105,0.138,0|tbsp chopped=3;tsp chopped=1|d=3
11157|11|Chrysanthemum, garland, raw|||24,3.36,3.02,0.56,3,,,118,567,117,2.29,32,0.71,1.4,116,0,,350,0,177,0.176,0|cup=25;stem=14|
11161|11|Collards, raw|||32,3.02,5.42,0.61,4,0.46,0.055,17,213,232,0.47,27,0.21,35.3,251,0,2.26,437,0,129,0.165,0|cup, chopped=36|
11165|11|Coriander (cilantro) leaves, raw|cilantro;coriander;coriander leaves|Koriander;Koriandergrün|23,2.13,3.67,0.52,2.8,0.87,0.014,46,521,67,1.77,26,0.5,27,337,0,2.5,310,0,62,0.149,0|cup=16;sprigs=2.22|d=4
11167|11|Corn, sweet, yellow, raw|||86,3.27,18.7,1.35,2,6.26,0.325,15,270,2,0.52,37,0.46,6.8,9,0,0.07,0.3,0,42,0.093,0|cup=145;ear, large yields=143;ear, medium yields=102;ear, small=73|
11168|11|Corn, sweet, yellow, cooked, boiled, drained, without salt|corn;sweet corn;corn on the cob;sweetcorn;cooked corn;boiled corn;corn cob|Maiskolben;Zuckermais;gekochter Mais|96,3.41,21,1.5,2.4,4.54,0.197,1,218,3,0.45,26,0.62,5.5,13,0,0.09,0.4,0,23,0.139,0|ear small=89;ear medium=103;ear large=118;cup cut=149;baby ear=8|p=103 d=82
11172|11|Corn, sweet, yellow, canned, whole kernel, drained solids|canned corn;tinned corn|Mais;Dosenmais;Mais aus der Dose|79,2.46,17.8,1.11,1.9,3.04,0.161,186,138,4,0.55,13,0.34,1.6,2,0,0.07,0,0,35,0.065,0|cup=164;can yields=211;can=298|d=82
11176|11|Corn, sweet, yellow, canned, vacuum pack, regular pack|||79,2.41,19.4,0.5,2,3.56,0.077,272,186,5,0.42,23,0.46,8.1,4,0,0.04,0,0,49,0.055,0|cup=210;can, 15 oz=425;can=340|
11190|11|Cornsalad, raw|corn salad;lamb's lettuce|Feldsalat;Rapunzel;Nüsslisalat|21,2,3.6,0.4,,,,4,459,38,2.18,13,0.59,38.2,355,0,,,0,14,0.273,0|cup=56|d=56
11191|11|Cowpeas (blackeyes), immature seeds, raw|||90,2.95,18.8,0.35,5,3,0.09,4,431,126,1.1,51,1.01,2.5,41,0,,,0,168,0.067,0|cup=145|
11197|11|Cowpeas, young pods with seeds, raw|||44,3.3,9.5,0.3,3.3,5.04,0.079,4,215,65,1,58,0.34,33,68,0,0.49,31.5,0,53,0.173,0|cup=94;pod=12|
11199|11|Yardlong bean, raw|||47,2.8,8.35,0.4,,,0.105,4,240,50,0.47,44,0.37,18.8,43,0,,,0,62,0.024,0|cup slices=91;pod=12|
11200|11|Yardlong bean, cooked, boiled, drained, without salt|||47,2.53,9.18,0.1,,,0.026,4,290,44,0.98,42,0.36,16.2,23,0,,,0,45,0.024,0|cup slices=104;pod=14|
11201|11|Cowpeas, leafy tips, raw|||29,4.1,4.82,0.25,,,0.066,7,455,63,1.92,43,0.29,36,36,0,,,0,101,0.177,0|cup, chopped=36;leaf=3|
11203|11|Cress, garden, raw|||32,2.6,5.5,0.7,1.1,4.4,0.023,14,606,81,1.3,38,0.23,69,346,0,0.7,542,0,80,0.247,0|cup=50;sprig=1|
11205|11|Cucumber, with peel, raw|cucumber;cucumbers|Gurke;Salatgurke;Gurken;Schlangengurke|15,0.65,3.63,0.11,0.5,1.67,0.037,2,147,16,0.28,13,0.2,2.8,5,0,0.03,16.4,0,7,0.04,0|cup slices=104;cucumber=301|p=301 s=7 d=75
11206|11|Cucumber, peeled, raw|||12,0.59,2.16,0.16,0.7,1.38,0.013,2,136,14,0.22,12,0.17,3.2,4,0,0.03,7.2,0,14,0.051,0|cup, pared, chopped=133;cup, sliced=119;large=280;medium=201;slice=7;small=158;stick=9|
11207|11|Dandelion greens, raw|||45,2.7,9.2,0.7,3.5,0.71,0.17,76,397,187,3.1,36,0.41,35,508,0,3.44,778,0,27,0.251,0|cup, chopped=55|
11209|11|Eggplant, raw|||25,0.98,5.88,0.18,3,3.53,0.034,2,229,9,0.23,14,0.16,2.2,1,0,0.3,3.5,0,22,0.084,0|cup, cubes=82;eggplant, peeled=458;eggplant, unpeeled=548|
11210|11|Eggplant, cooked, boiled, drained, without salt|eggplant;aubergine;cooked eggplant|Aubergine;Auberginen|35,0.83,8.73,0.23,2.5,3.2,0.044,1,123,6,0.25,11,0.12,1.3,2,0,0.41,2.9,0,14,0.086,0|cup=99|d=99
11212|11|Edamame, frozen, prepared|edamame|Edamame|122,10.9,9.94,5.2,5.2,2.18,0.62,6,436,63,2.27,64,1.37,6.1,,,0.68,26.7,,311,0.1,|cup=155|d=78
11213|11|Endive, raw|||17,1.25,3.35,0.2,3.1,0.25,0.048,22,314,52,0.83,15,0.79,6.5,108,0,0.44,231,0,142,0.02,0|cup, chopped=50;head=513|
11215|11|Garlic, raw|garlic;garlic clove;clove of garlic|Knoblauch;Knoblauchzehe;Knoblauchzehen|149,6.36,33.1,0.5,2.1,1,0.089,17,401,181,1.7,25,1.16,31.2,0,0,0.08,1.7,0,3,1.24,0|cup=136;tsp=2.8;clove=3;cloves=3|p=3 d=3
11216|11|Ginger root, raw|ginger;ginger root|Ingwer;Ingwerwurzel|80,1.82,17.8,0.75,2,1.7,0.203,13,415,16,0.6,43,0.34,5,0,0,0.26,0.1,0,11,0.16,0|tsp=2;cup slices=96;slices=2.2|d=5
11218|11|Gourd, white-flowered (calabash), raw|||14,0.62,3.39,0.02,0.5,,0.002,2,150,26,0.2,11,0.7,10.1,,0,,,0,6,0.04,0|cup=116;gourd=771|
11220|11|Gourd, dishcloth (towelgourd), raw|||20,1.2,4.35,0.2,1.1,2.02,0.016,3,139,20,0.36,14,0.07,12,,0,0.1,0.7,0,7,0.043,0|cup=95;gourd=178|
11224|11|Hyacinth-beans, immature seeds, raw|||46,2.1,9.19,0.2,3.3,4.08,0.088,2,252,50,0.74,40,0.37,12.9,43,0,0.51,18.1,0,62,0.024,0|cup=80|
11226|11|Jerusalem-artichokes, raw|||73,2,17.4,0.01,1.6,9.6,0,4,429,14,3.4,17,0.12,4,1,0,0.19,0.1,0,13,0.077,0|cup slices=150|
11228|11|Jew's ear, (pepeao), raw|||25,0.48,6.75,0.04,,,,9,43,16,0.56,25,0.66,0.6,0,0,,,0,19,0.088,0|cup slices=99;piece=6|
11230|11|Pepeao, dried|||298,4.82,81,0.44,,,,70,708,113,6.14,146,7.52,1.4,0,0,,,0,160,0.95,0|cup=24|
11231|11|Jute, potherb, raw|||34,4.65,5.8,0.25,,,0.038,8,559,208,4.76,64,0.79,37,278,0,,,0,123,0.6,0|cup=28|
11233|11|Kale, raw|kale;raw kale|roher Grünkohl|49,4.28,8.75,0.93,3.6,2.26,0.091,38,491,150,1.47,47,0.56,120,500,0,1.54,705,0,141,0.271,0|cup, chopped=67|d=67
11234|11|Kale, cooked, boiled, drained, without salt|cooked kale;kale cooked|Grünkohl;gekochter Grünkohl|28,1.9,5.63,0.4,2,1.25,0.052,23,228,72,0.9,18,0.24,41,681,0,0.85,817,0,13,0.138,0|cup, chopped=130|d=130
11236|11|Kale, frozen, cooked, boiled, drained, without salt|||30,2.84,5.23,0.49,2,1.34,0.063,15,321,138,0.94,18,0.18,25.2,735,0,0.92,882,0,14,0.086,0|cup, chopped=130;cup, chopped or diced=130|
11237|11|Kanpyo, (dried gourd strips)|||258,8.58,65,0.56,9.8,,0.045,15,1582,280,5.12,125,5.86,0.2,,0,,,0,61,0.532,0|strip=6.3;cup=54|
11238|11|Mushrooms, shiitake, raw|||34,2.24,6.79,0.49,2.5,2.38,,9,304,2,0.41,20,1.03,,,0.4,,,,13,0.293,|piece whole=19|
11239|11|Mushrooms, Chanterelle, raw|||38,1.49,6.86,0.53,3.8,1.16,,9,506,15,3.47,13,0.71,,,5.3,,,,2,0.044,|cup=54;piece=5.4|
11240|11|Mushrooms, morel, raw|||31,3.12,5.1,0.57,2.8,0.6,0.065,21,411,43,12.2,19,2.03,,0,5.1,,,,9,0.136,|cup=66;piece=12.9|
11241|11|Kohlrabi, raw|kohlrabi|Kohlrabi|27,1.7,6.2,0.1,3.6,2.6,0.013,20,350,24,0.4,19,0.03,62,2,0,0.48,0.1,0,16,0.15,0|cup=135;slice=16|p=150 d=135
11243|11|Mushrooms, portabella, grilled|||29,3.28,4.44,0.58,2.2,2.26,0.079,11,437,3,0.4,13,0.65,0,0,0.3,0,0,0,19,0.122,0|cup sliced=121|
11244|11|Lambsquarters, raw|||43,4.2,7.3,0.8,4,,0.059,43,452,309,1.2,34,0.44,80,580,0,,,0,30,0.274,0||
11246|11|Leeks, (bulb and lower leaf-portion), raw|leek;leeks|Lauch;Porree|61,1.5,14.2,0.3,1.8,3.9,0.04,20,180,59,2.1,28,0.12,12,83,0,0.92,47,0,64,0.233,0|cup=89;leek=89;slice=6|p=89 d=89
11248|11|Lentils, sprouted, raw|||106,8.96,22.1,0.55,,,0.057,11,322,25,3.21,37,1.51,16.5,2,0,,,0,100,0.19,0|cup=77|
11250|11|Lettuce, butterhead (includes boston and bibb types), raw|||13,1.35,2.23,0.22,1.1,0.94,0.029,5,238,35,1.24,13,0.2,3.7,166,0,0.18,102,0,73,0.082,0|cup, shredded or chopped=55;head=163;leaf, large=15;leaf, medium=7.5;leaf=5|
11251|11|Lettuce, cos or romaine, raw|romaine;romaine lettuce;cos lettuce|Römersalat;Romanasalat|17,1.23,3.29,0.3,2.1,1.19,0.039,8,247,33,0.97,14,0.23,4,436,0,0.13,103,0,136,0.074,0|cup shredded=47;leaf inner=6;leaf outer=28;head=626;nlea serving=85|p=6 d=47
11252|11|Lettuce, iceberg (includes crisphead types), raw|lettuce;iceberg lettuce;green salad;salad greens;mixed greens|Kopfsalat;Eisbergsalat;grüner Salat;Salat;Blattsalat;gemischter Salat|14,0.9,2.97,0.14,1.2,1.97,0.018,10,141,18,0.41,7,0.15,2.8,25,0,0.18,24.1,0,29,0.042,0|cup shredded=72;cup, chopped=57;head, large=755;head, medium=539;head, small=324;leaf, large=15;leaf, medium=8;leaf, small=5;nlea serving=89|p=8 d=55 h=30 b=110
11253|11|Lettuce, green leaf, raw|leaf lettuce;green leaf lettuce|Pflücksalat;Lollo Rosso|15,1.36,2.87,0.15,1.3,0.78,0.02,28,194,36,0.86,13,0.18,9.2,370,0,0.22,126,0,38,0.09,0|cup shredded=36;head=360;leaf inner=4.8;leaf outer=24|p=10 d=36
11254|11|Lotus root, raw|||74,2.6,17.2,0.1,4.9,,0.03,40,556,45,1.16,23,0.39,44,0,0,,,0,13,0.258,0|slices=8.1;root=115|
11255|11|Lotus root, cooked, boiled, drained, without salt|||66,1.58,16,0.07,3.1,0.5,0.021,45,363,26,0.9,22,0.33,27.4,0,0,0.01,0.1,0,8,0.218,0|cup=120;slices=8.9|
11257|11|Lettuce, red leaf, raw|||16,1.33,2.26,0.22,0.9,0.48,,25,187,33,1.2,12,0.2,3.7,375,0,0.15,140,,36,0.1,|cup shredded=28;leaf inner=2.6;leaf outer=17;head=309;nlea serving=85|
11258|11|Mountain yam, hawaii, raw|||67,1.34,16.3,0.1,2.5,0.31,0.022,13,418,26,0.44,12,0.27,2.6,,0,0.21,1.4,0,14,0.179,0|cup, cubes=136;yam=420|
11260|11|Mushrooms, white, raw|mushrooms;mushroom;raw mushrooms;white mushrooms;button mushrooms|Champignons;Pilze;Champignon;rohe Champignons|22,3.09,3.26,0.34,1,1.98,0.05,5,318,3,0.5,9,0.52,2.1,0,0.2,0.01,0,0.04,17,0.104,0|cup, pieces or slices=70;cup, whole=96;large=23;medium=18;slice=6;small=10;cup pieces=70|p=18 d=70
11261|11|Mushrooms, white, cooked, boiled, drained, without salt|cooked mushrooms;boiled mushrooms|gekochte Champignons;gekochte Pilze|28,2.17,5.29,0.47,2.2,2.34,0.061,2,356,6,1.74,12,0.87,4,0,0.2,0.01,0,0,18,0.095,0|cup pieces=156;tbsp=9.8;mushroom=12|d=78
11263|11|Mushrooms, white, stir-fried|fried mushrooms;stir-fried mushrooms;sauteed mushrooms|gebratene Champignons;gebratene Pilze|26,3.58,4.04,0.33,1.8,0,0.04,12,396,4,0.25,11,0.57,0,0,0.2,0,0,0,20,0.042,0|cup sliced=108|d=54
11264|11|Mushrooms, canned, drained solids|||25,1.87,5.09,0.29,2.4,2.34,0.038,425,129,11,0.79,15,0.72,0,0,0.2,0.01,0,0,12,0.061,0|cup=156;can=132;large=16;medium=12;small=7;slices=4;caps=5.88;cup pieces=156|
11265|11|Mushrooms, portabella, raw|||22,2.11,3.87,0.35,1.3,2.5,0.06,9,364,3,0.31,,0.53,0,0,0.3,0.02,0,0.05,28,0.148,0|cup diced=86;piece whole=84|
11266|11|Mushrooms, brown, italian, or crimini, raw|||22,2.5,4.3,0.1,0.6,1.72,0.014,6,448,18,0.4,9,1.1,0,0,0.1,0.01,0,0.1,25,0.11,0|cup whole=87;cup sliced=72;piece whole=20|
11267|11|Mushrooms, shiitake, stir-fried|||39,3.45,7.68,0.35,3.6,0.3,0.03,5,326,2,0.53,19,0.96,0,0,0.5,0,0,0,14,0.174,0|cup whole=89;cup sliced=97;piece whole=19|
11268|11|Mushrooms, shiitake, dried|||296,9.58,75.4,0.99,11.5,2.21,0.225,13,1534,11,1.72,132,7.66,3.5,0,3.9,0,0,0,163,0.965,0|mushroom=3.6;mushrooms=3.75|
11269|11|Mushrooms, shiitake, cooked, without salt|||56,1.56,14.4,0.22,2.1,3.84,0.05,4,117,3,0.44,14,1.33,0.3,0,0.7,0,0,0,21,0.159,0|cup pieces=145;mushrooms=18|
11270|11|Mustard greens, raw|||27,2.86,4.67,0.42,3.2,1.32,0.01,20,384,115,1.64,32,0.25,70,151,0,2.01,258,0,12,0.18,0|cup, chopped=56|
11274|11|Mustard spinach, (tendergreen), raw|||22,2.2,3.9,0.3,2.8,,0.015,21,449,210,1.5,11,0.17,130,495,0,,,0,159,0.153,0|cup, chopped=150|
11278|11|Okra, raw|okra;raw okra|Okra|33,1.93,7.45,0.19,3.2,1.48,0.026,7,299,82,0.62,57,0.58,23,36,0,0.27,31.3,0,60,0.215,0|cup=100;pods=11.9|p=12
11279|11|Okra, cooked, boiled, drained, without salt|||22,1.87,4.51,0.21,2.5,2.4,0.045,6,135,77,0.28,36,0.43,16.3,14,0,0.27,40,0,46,0.187,0|cup slices=160;pods=10.6|
11281|11|Okra, frozen, cooked, boiled, drained, without salt|||29,1.63,6.41,0.24,2.1,2.87,0.063,3,184,74,0.52,40,0.49,9.6,15,0,0.32,47.8,0,100,0.037,0|cup slices=184;package yields=255|
11282|11|Onions, raw|onion;onions;raw onion|Zwiebel;Zwiebeln;rote Zwiebel;rohe Zwiebel|40,1.1,9.34,0.1,1.7,4.24,0.042,4,146,23,0.21,10,0.17,7.4,0,0,0.02,0.4,0,19,0.12,0|cup, chopped=160;cup, sliced=115;tbsp chopped=10;large=150;slice, large=38;medium=110;slice, medium=14;small=70;slice, thin=9|p=110 s=14 d=40
11283|11|Onions, cooked, boiled, drained, without salt|cooked onions;boiled onions|gekochte Zwiebeln|44,1.36,10.2,0.19,1.4,4.73,0.031,3,166,22,0.24,11,0.21,5.2,0,0,0.02,0.5,0,15,0.129,0|cup=210;tbsp chopped=15;large=128;slice, large=32;medium=94;slice, medium=12;small=60;slice, thin=8|d=95
11284|11|Onions, dehydrated flakes|||349,8.95,83.3,0.46,9.2,37.4,0.078,21,1622,257,1.55,92,1.89,75,1,0,0.18,3.8,0,166,1.6,0|tbsp=5;cup=56|
11286|11|Onions, yellow, sauteed|sauteed onions;fried onions|Röstzwiebeln;gebratene Zwiebeln;gedünstete Zwiebeln|132,0.95,7.86,10.8,1.7,,1.48,12,133,20,0.27,9,0.21,1.8,,0,0.68,21.6,,2,0.207,|cup chopped=87|d=40
11291|11|Onions, spring or scallions (includes tops and bulb), raw|spring onion;scallion;green onion;spring onions;scallions;green onions|Frühlingszwiebel;Lauchzwiebel;Frühlingszwiebeln|32,1.83,7.34,0.19,2.6,2.33,0.032,16,276,72,1.48,20,0.39,18.8,50,0,0.55,207,0,64,0.061,0|cup, chopped=100;tbsp chopped=6;large=25;medium=15;small=5|p=15 d=15
11292|11|Onions, young green, tops only|||27,0.97,5.74,0.47,1.8,4.95,0.087,15,159,52,0.51,16,0.2,13.4,200,0,0.21,156,0,30,0.088,0|tbsp=6;stalk=12;cup chopped=71|
11293|11|Onions, welsh, raw|||34,1.9,6.5,0.4,2.4,2.18,0.067,17,212,18,1.22,23,0.52,27,,0,0.51,193,0,16,0.072,0||
11294|11|Onions, sweet, raw|||32,0.8,7.55,0.08,0.9,5.02,,8,119,20,0.26,9,0.13,4.8,0,0,0.02,0.3,,23,0.13,0|nlea serving=148;onion=331|
11296|11|Onion rings, breaded, par fried, frozen, prepared, heated in oven|||276,4.14,33.8,14.3,2.2,5.1,2.14,370,123,31,1.25,17,0.42,1.6,0,0,0.46,34.1,0,33,0.117,0|cup=48;rings, large=7.1;rings, medium=6;rings, small=4.8|
11297|11|Parsley, fresh|parsley|Petersilie|36,2.97,6.33,0.79,3.3,0.85,0.132,56,554,138,6.2,50,1.07,133,421,0,0.75,1640,0,152,0.09,0|cup chopped=60;tbsp=3.8;sprigs=1|d=4
11298|11|Parsnips, raw|parsnip;parsnips|Pastinake;Pastinaken|75,1.2,18,0.3,4.9,4.8,0.05,10,375,36,0.59,29,0.59,17,0,0,1.49,22.5,0,67,0.09,0|cup slices=133|d=78
11299|11|Parsnips, cooked, boiled, drained, without salt|||71,1.32,17,0.3,3.6,4.8,0.05,10,367,37,0.58,29,0.26,13,0,0,1,1,0,58,0.093,0|cup slices=156;parsnip=160|
11300|11|Peas, edible-podded, raw|||42,2.8,7.55,0.2,2.6,4,0.039,4,200,43,2.08,24,0.27,60,54,0,0.39,25,0,42,0.16,0|cup, chopped=98;cup, whole=63;pea pods=3.4|
11301|11|Peas, edible-podded, boiled, drained, without salt|snow peas;sugar snap peas;snap peas|Zuckerschoten;Zuckererbsen|42,3.27,7.05,0.23,2.8,3.99,0.044,4,240,42,1.97,26,0.37,47.9,52,0,0.39,25,0,29,0.144,0|cup=160|d=80
11304|11|Peas, green, raw|||81,5.42,14.4,0.4,5.1,5.67,0.071,5,244,25,1.47,33,1.24,40,38,0,0.13,24.8,0,65,0.169,0|cup=145|
11313|11|Peas, green, frozen, cooked, boiled, drained, without salt|peas;green peas;cooked peas;frozen peas;boiled peas|Erbsen;grüne Erbsen;TK-Erbsen;gekochte Erbsen|78,5.15,14.3,0.27,5.5,4.65,0.049,72,110,24,1.52,22,0.67,9.9,105,0,0.03,24,0,59,0.113,0|cup=160;package yields=253|d=80
11316|11|Peas, mature seeds, sprouted, raw|||124,8.8,27.1,0.68,,,0.124,20,381,36,2.26,56,1.05,10.4,,0,,,0,144,0.265,0|cup=120|
11323|11|Peas and carrots, frozen, cooked, boiled, drained, without salt|peas and carrots;peas & carrots|Erbsen und Möhren;Erbsen und Karotten|48,3.09,10.1,0.42,3.1,4.36,0.077,68,158,23,0.94,16,0.45,8.1,476,0,0.52,18.8,0,26,0.087,0|package yields=278;cup=160|d=80
11333|11|Peppers, sweet, green, raw|green pepper;bell pepper;green bell pepper|grüne Paprika|20,0.86,4.64,0.17,1.7,2.4,0.058,3,175,10,0.34,10,0.13,80.4,18,0,0.37,7.4,0,10,0.224,0|cup, chopped=149;cup, sliced=92;tbsp=9.3;large=164;medium=119;ring=10;small=74;strips=2.7|p=119 d=75
11339|11|Peppers, sweet, green, sauteed|||127,0.78,4.22,11.8,1.8,2.17,1.59,17,134,8,0.3,8,0.06,177,14,0,1.4,21.3,0,2,0.196,0|cup chopped=115|
11344|11|Pigeonpeas, immature seeds, raw|||136,7.2,23.9,1.64,5.1,3,0.354,5,552,42,1.6,68,1.04,39,3,0,0.39,24,0,173,0.068,0|cup=154;seeds=0.4|
11349|11|Poi|||112,0.38,27.2,0.14,0.4,0.39,0.029,12,183,16,0.88,24,0.22,4,3,0,2.3,1,0,21,0.273,0|cup=240|
11350|11|Pokeberry shoots, (poke), raw|||23,2.6,3.7,0.4,1.7,,,23,242,53,1.7,18,0.24,136,435,0,,,0,16,0.146,0|cup=160|
11352|11|Potato, flesh and skin, raw|raw potato;raw potatoes|rohe Kartoffel;rohe Kartoffeln|77,2.02,17.5,0.09,2.2,0.78,0.026,6,421,12,0.78,23,0.29,19.7,0,0,0.01,1.9,0,16,0.295,0|cup, diced=150;potato large=369;potato medium=213;potato small=170|p=213
11353|11|Potatoes, russet, flesh and skin, raw|||79,2.14,18.1,0.08,1.3,0.62,0.026,5,417,13,0.86,23,0.29,5.7,0,0,0.01,1.8,0,14,0.345,0|cup, diced=150;potato large=369;potato medium=213;potato small=170|
11354|11|Potatoes, white, flesh and skin, raw|||69,1.68,15.7,0.1,2.4,1.15,0.026,16,407,9,0.52,21,0.29,9.1,0,0,0.01,1.6,0,18,0.203,0|cup, diced=150;large=369;medium=213;small=92|
11355|11|Potatoes, red, flesh and skin, raw|||70,1.89,15.9,0.14,1.7,1.29,0.035,18,455,10,0.73,22,0.33,8.6,0,0,0.01,2.9,0,18,0.17,0|cup, diced=150;potato large=369;potato medium=213;potato small=170|
11356|11|Potatoes, Russet, flesh and skin, baked|||97,2.63,21.4,0.13,2.3,1.08,0.034,14,550,18,1.07,30,0.35,8.3,1,0,0.07,2,0,26,0.354,0|potato large=299;potato medium=173;potato small=138|
11357|11|Potatoes, white, flesh and skin, baked|||94,2.1,21.1,0.15,2.1,1.53,0.022,7,544,10,0.64,27,0.35,12.6,1,0,0.04,2.7,0,38,0.211,0|potato large=299;potato medium=173;potato small=138|
11358|11|Potatoes, red, flesh and skin, baked|||89,2.3,19.6,0.15,1.8,1.43,0.026,12,545,9,0.7,28,0.4,12.6,1,0,0.08,2.8,0,27,0.212,0|potato large=299;potato medium=173;potato small=138|
11362|11|Potatoes, raw, skin|||58,2.57,12.4,0.1,2.5,,0.026,10,413,30,3.24,23,0.35,11.4,0,0,,,0,17,0.239,0|skin=38|
11363|11|Potatoes, baked, flesh, without salt|||93,1.96,21.6,0.1,1.5,1.7,0.026,5,391,5,0.35,25,0.29,12.8,0,0,0.04,0.3,0,9,0.301,0|cup=122;potato=156|
11364|11|Potatoes, baked, skin, without salt|||198,4.29,46.1,0.1,7.9,1.4,0.026,21,573,34,7.04,43,0.49,13.5,1,0,0.04,1.7,0,22,0.614,0|skin=58|
11365|11|Potatoes, boiled, cooked in skin, flesh, without salt|potatoes boiled in skin;potato boiled in skin|Pellkartoffeln;Pellkartoffel;Kartoffeln mit Schale|87,1.87,20.1,0.1,1.8,0.87,0.026,4,379,5,0.31,22,0.3,13,0,0,0.01,2.1,0,10,0.299,0|cup=156;potato=136|p=136 d=136
11367|11|Potatoes, boiled, cooked without skin, flesh, without salt|potatoes;boiled potatoes;potato;boiled potato;boiled potatoes without skin;cooked potatoes|Kartoffeln;Kartoffel;Salzkartoffeln;gekochte Kartoffeln;Erdäpfel;Salzkartoffel|86,1.71,20,0.1,1.8,0.85,0.026,5,328,8,0.31,20,0.27,7.4,0,0,0.01,2.1,0,9,0.269,0|cup=156;large=300;medium=167;small=125|p=167 d=156
11370|11|Potatoes, hash brown, home-prepared|hash browns;hash brown;fried potatoes|Bratkartoffeln;Rösti;Röstkartoffeln|265,3,35.1,12.5,3.2,1.49,1.88,342,576,14,0.55,35,0.47,13,0,0,0.01,3.7,0,16,0.472,0|cup=156|d=156
11373|11|Potatoes, au gratin, home-prepared from recipe using butter|potato gratin;potatoes au gratin;au gratin potatoes|Kartoffelgratin;Gratin|132,5.06,11.3,7.59,1.8,,4.73,433,396,119,0.64,20,0.69,9.9,64,0,,,0,11,0.174,23|cup=245|d=245
11376|11|Potatoes, canned, drained solids|||60,1.41,13.6,0.21,2.3,,0.054,219,229,5,1.26,14,0.28,5.1,0,0,,,0,6,0.188,0|cup=180;potato=35|
11399|11|Potato puffs, frozen, oven-heated|tater tots;potato puffs|Kroketten;Kartoffelkroketten|192,2.13,27.3,9.05,2,0.27,1.66,463,286,14,0.58,17,0.3,4,0,0,0.26,3.7,0,23,0.121,0|puffs=7.9;crispy crowns=6;puff=7;cup=128|p=9 d=80
11403|11|Potatoes, french fried, all types, salt added in processing, frozen, home-prepared, oven heated|french fries;fries;chips uk;oven fries;oven chips;potato wedges;*chips and fish|Pommes;Pommes frites;Fritten;Ofenpommes;Kartoffelecken|164,2.66,27.7,5.22,2.8,0.28,1.03,388,451,12,0.74,26,0.38,13.3,0,0,0.11,2.5,0,28,0.184,0|strips=5;package, yields=198|d=117 p=5
11413|11|Potato flour|||357,6.9,83.1,0.34,5.9,3.52,0.09,55,1001,65,1.38,65,0.54,3.8,0,0,0.25,0,0,25,0.769,0|cup=160|
11414|11|Potato salad, home-prepared|potato salad|Kartoffelsalat|143,2.68,11.2,8.2,1.3,,1.43,529,254,19,0.65,15,0.31,10,32,0,,,0,7,0.141,68|cup=250|d=125
11416|11|Pumpkin flowers, raw|||15,1.03,3.28,0.07,,,0.036,5,173,39,0.7,24,,28,97,0,,,0,59,,0|cup=33;flower=2|
11422|11|Pumpkin, raw|||26,1,6.5,0.1,0.5,2.76,0.052,1,340,21,0.8,12,0.32,9,426,0,1.06,1.1,0,16,0.061,0|cup=116|
11423|11|Pumpkin, cooked, boiled, drained, without salt|pumpkin;cooked pumpkin|Kürbis;Hokkaido;Hokkaidokürbis|20,0.72,4.9,0.07,1.1,2.08,0.037,1,230,15,0.57,9,0.23,4.7,288,0,0.8,0.8,0,9,0.044,0|cup, mashed=245|d=122
11424|11|Pumpkin, canned, without salt|||34,1.1,8.09,0.28,2.9,3.3,0.146,5,206,26,1.39,23,0.17,4.2,778,0,1.06,16,0,12,0.056,0|cup=245|
11426|11|Pumpkin pie mix, canned|||104,1.09,26.4,0.13,8.3,,0.065,208,138,37,1.06,16,0.27,3.5,415,0,,,0,35,0.159,0|cup=270|
11427|11|Purslane, raw|||20,2.03,3.39,0.36,,,,45,494,65,1.99,68,0.17,21,,0,,,0,12,0.073,0|cup=43;plant=3|
11428|11|Purslane, cooked, boiled, drained, without salt|||18,1.49,3.55,0.19,,,,44,488,78,0.77,67,0.17,10.5,93,0,,,0,9,0.07,0|cup=115;squash=431|
11429|11|Radishes, raw|radish;radishes|Radieschen|16,0.68,3.4,0.1,1.6,1.86,0.032,39,233,25,0.34,10,0.28,14.8,0,0,0,1.3,0,25,0.071,0|cup slices=116;large=9;medium=4.5;slice=1;small=2|p=4.5 d=30
11430|11|Radishes, oriental, raw|daikon|Rettich;Daikon|18,0.6,4.1,0.1,1.6,2.5,0.03,21,227,27,0.4,16,0.15,22,0,0,0,0.3,0,28,0.046,0|cup slices=116;radish=338|d=80
11432|11|Radishes, oriental, dried|||271,7.9,63.4,0.72,23.9,37.3,0.218,278,3494,629,6.73,170,2.13,0,0,0,0.01,4.5,0,295,0.618,0|cup=116|
11435|11|Rutabagas, raw|||37,1.08,8.62,0.16,2.3,4.46,0.027,12,305,43,0.44,20,0.24,25,0,0,0.3,0.3,0,21,0.1,0|cup, cubes=140;large=772;medium=386;small=192|
11436|11|Rutabagas, cooked, boiled, drained, without salt|||30,0.93,6.84,0.18,1.8,3.95,0.029,5,216,18,0.18,10,0.12,18.8,0,0,0.24,0.2,0,15,0.102,0|cup, cubes=170;cup, mashed=240|
11437|11|Salsify, (vegetable oyster), raw|||82,3.3,18.6,0.2,3.3,,,20,380,60,0.7,23,0.38,8,0,0,,,0,26,0.277,0|cup slices=133|
11438|11|Salsify, cooked, boiled, drained, without salt|salsify|Schwarzwurzeln;Schwarzwurzel|68,2.73,15.4,0.17,3.1,2.9,0.041,16,283,47,0.55,18,0.3,4.6,0,0,0.19,0.3,0,15,0.218,0|cup, sliced=135|d=68
11439|11|Sauerkraut, canned, solids and liquids|sauerkraut|Sauerkraut|19,0.91,4.28,0.14,2.9,1.78,0.034,661,170,30,1.47,13,0.19,14.7,1,0,0.14,13,0,24,0.13,0|cup=142;cup, undrained=236|d=142
11442|11|Seaweed, agar, raw|||26,0.54,6.75,0.03,0.5,0.28,0.006,9,226,54,1.86,67,0.58,0,0,0,0.87,2.3,0,85,0.032,0|tbsp=5|
11444|11|Seaweed, irishmoss, raw|||49,1.51,12.3,0.16,1.3,0.61,0.033,67,63,72,8.9,144,1.95,3,6,0,0.87,5,0,182,0.069,0|tbsp=5|
11445|11|Seaweed, kelp, raw|||43,1.68,9.57,0.56,1.3,0.6,0.247,233,89,168,2.85,121,1.23,3,6,0,0.87,66,0,180,0.002,0|tbsp=5|
11446|11|Seaweed, laver, raw|nori;seaweed|Nori;Noriblatt|35,5.81,5.11,0.28,0.3,0.49,0.061,48,356,70,1.8,2,1.05,39,260,0,1,4,0,146,0.159,0|sheets=2.6;tbsp=5|p=2.6
11447|11|Sesbania flower, raw|||27,1.28,6.73,0.04,,,,15,184,19,0.84,12,,73,0,0,,,0,102,,0|flower=3;cup flowers=20|
11450|11|Soybeans, green, raw|||147,12.9,11.1,6.8,4.2,,0.786,15,620,197,3.55,65,0.99,29,9,0,,,0,165,0.065,0|cup=256|
11452|11|Soybeans, mature seeds, sprouted, raw|||122,13.1,9.57,6.7,1.1,,0.929,14,484,67,2.1,72,1.17,15.3,1,0,,,0,172,0.176,0|cup=70;sprouts=1|
11457|11|Spinach, raw|spinach;raw spinach;baby spinach;spinach leaves;fresh spinach|Spinat;Babyspinat;frischer Spinat;roher Spinat|23,2.86,3.63,0.39,2.2,0.42,0.063,79,558,99,2.71,79,0.53,28.1,469,0,2.03,483,0,194,0.195,0|cup=30;bunch=340;leaf=10;package=284|d=30 h=25
11458|11|Spinach, cooked, boiled, drained, without salt|cooked spinach;boiled spinach;steamed spinach;sauteed spinach|gekochter Spinat;Blattspinat|23,2.97,3.75,0.26,2.4,0.43,0.043,70,466,136,3.57,87,0.76,9.8,524,0,2.08,494,0,146,0.242,0|cup=180|d=90
11464|11|Spinach, frozen, chopped or leaf, cooked, boiled, drained, without salt|frozen spinach;creamed spinach|Rahmspinat;TK-Spinat|34,4.01,4.8,0.87,3.7,0.51,0.157,97,302,153,1.96,82,0.49,2.2,603,0,3.54,541,0,121,0.136,0|cup=190;package yields=220|d=95
11475|11|Squash, summer, scallop, raw|||18,1.2,3.84,0.2,1.2,2.39,0.041,1,182,19,0.4,23,0.29,18,11,0,0.13,3.3,0,30,0.109,0|cup slices=130|
11477|11|Squash, summer, zucchini, includes skin, raw|zucchini;courgette;raw zucchini|Zucchini;Zucchetti|17,1.21,3.11,0.32,1,2.5,0.084,8,261,16,0.37,18,0.32,17.9,10,0,0.12,4.3,0,24,0.163,0|cup, chopped=124;cup, sliced=113;large=323;medium=196;slice=9.9;small=118|p=196 d=90
11478|11|Squash, summer, zucchini, includes skin, cooked, boiled, drained, without salt|cooked zucchini;boiled zucchini|gekochte Zucchini;gegrillte Zucchini|15,1.14,2.69,0.36,1,1.71,0.072,3,264,18,0.37,19,0.33,12.9,56,0,0.12,4.2,0,28,0.08,0|cup, sliced=180;cup, mashed=240|d=90
11482|11|Squash, winter, acorn, raw|||40,0.8,10.4,0.1,1.5,,0.021,3,347,33,0.7,32,0.13,11,18,0,,,0,17,0.154,0|cup, cubes=140;squash=431|
11485|11|Squash, winter, butternut, raw|||45,1,11.7,0.1,2,2.2,0.021,4,352,48,0.7,34,0.15,21,532,0,1.44,1.1,0,27,0.154,0|cup, cubes=140|
11486|11|Squash, winter, butternut, cooked, baked, without salt|butternut squash;squash;baked butternut squash|Butternutkürbis|40,0.9,10.5,0.09,3.2,1.97,0.019,4,284,41,0.6,29,0.13,15.1,558,0,1.29,1,0,19,0.124,0|cup, cubes=205|d=100
11489|11|Squash, winter, hubbard, raw|||40,2,8.7,0.5,3.9,3.95,0.103,7,320,14,0.4,19,0.13,11,68,0,0.16,1.3,0,16,0.154,0|cup, cubes=116|
11492|11|Squash, winter, spaghetti, raw|||31,0.64,6.91,0.57,1.5,2.76,0.117,17,108,23,0.31,12,0.19,2.1,6,0,0.13,0.9,0,12,0.101,0|cup, cubes=101|
11503|11|Swamp cabbage, (skunk cabbage), raw|||19,2.6,3.14,0.2,2.1,,,113,312,77,1.67,71,0.18,55,315,0,,,0,57,0.096,0|cup, chopped=56;shoot=13|
11508|11|Sweet potato, cooked, baked in skin, without salt|sweet potato;baked sweet potato;sweet potatoes;sweet potato baked|Süßkartoffel;gebackene Süßkartoffel;Süßkartoffeln;Batate|90,2.01,20.7,0.15,3.3,6.48,0.034,36,475,38,0.69,27,0.32,19.6,961,0,0.71,2.3,0,6,0.286,0|cup=200;large=180;medium=114;small=60|p=114 d=114
11510|11|Sweet potato, cooked, boiled, without skin|boiled sweet potato|gekochte Süßkartoffel|76,1.37,17.7,0.14,2.5,5.74,0.031,27,230,27,0.72,18,0.2,12.8,787,0,0.94,2.1,0,6,0.165,0|cup, mashed=328;medium=151|p=151
11512|11|Sweet potato, canned, vacuum pack|||91,1.65,21.1,0.2,1.8,5,0.041,53,312,22,0.89,22,0.18,26.4,399,0,1,2.2,0,17,0.19,0|cup, mashed=255;cup pieces=200|
11514|11|Sweet potato, canned, mashed|||101,1.98,23.2,0.2,1.7,5.45,0.041,75,210,30,1.33,24,0.21,5.2,435,0,1.09,2.4,0,11,0.235,0|cup=255;can=496|
11518|11|Taro, raw|||112,1.5,26.5,0.2,4.1,0.4,0.041,11,591,43,0.55,33,0.23,4.5,4,0,2.38,1,0,22,0.283,0|cup, sliced=104|
11519|11|Taro, cooked, without salt|||142,0.52,34.6,0.11,5.1,0.49,0.023,15,484,18,0.72,30,0.27,5,4,0,2.93,1.2,0,19,0.331,0|cup, sliced=132|
11522|11|Taro shoots, raw|||11,0.92,2.32,0.09,,,0.018,1,332,12,0.6,8,0.51,21,3,0,,,0,3,0.111,0|cup slices=86;shoot=83|
11523|11|Taro shoots, cooked, without salt|||14,0.73,3.2,0.08,,,0.016,2,344,14,0.41,8,0.54,18.9,3,0,,,0,3,0.112,0|cup slices=140|
11525|11|Taro, tahitian, raw|||44,2.79,6.91,0.97,,,0.197,50,606,129,1.3,47,0.09,96,102,0,,,0,9,0.116,0|cup slices=125|
11526|11|Taro, tahitian, cooked, without salt|||44,4.16,6.85,0.68,,,0.139,54,623,149,1.56,51,0.1,38,88,0,,,0,7,0.117,0|cup slices=137|
11527|11|Tomatoes, green, raw|||23,1.2,5.1,0.2,1.1,4,0.028,13,204,13,0.51,10,0.07,23.4,32,0,0.38,10.1,0,9,0.081,0|cup=180;large=182;medium=123;slice or wedge=20;small=91|
11529|11|Tomatoes, red, ripe, raw, year round average|tomato;tomatoes;raw tomato;fresh tomato;sliced tomato;cherry tomato;grape tomato;plum tomato;roma tomato|Tomate;Tomaten;Kirschtomate;Kirschtomaten;Cocktailtomaten;Cherrytomaten;Cocktailtomate;Cherrytomate;Paradeiser;Strauchtomate;Strauchtomaten;frische Tomaten|18,0.88,3.89,0.2,1.2,2.63,0.028,5,237,10,0.27,11,0.17,13.7,42,0,0.54,7.9,0,15,0.08,0|cup cherry tomatoes=149;cup, chopped or sliced=180;italian tomato=62;cherry=17;large whole=182;medium whole=123;slice, medium=20;plum tomato=62;small whole=91|p=123 s=20 d=90 w=cherry:17 w=kirschtomaten:17 w=kirschtomate:17 w=cocktailtomaten:17 w=cocktailtomate:17 w=cherrytomaten:17 w=grape:8 h=75
11530|11|Tomatoes, red, ripe, cooked|||18,0.95,4.01,0.11,0.7,2.49,0.015,11,218,11,0.68,9,0.14,22.8,24,0,0.56,2.8,0,13,0.079,0|cup=240;medium=123|
11531|11|Tomatoes, red, ripe, canned, packed in tomato juice|canned tomatoes;tinned tomatoes;chopped tomatoes|Dosentomaten;gehackte Tomaten;geschälte Tomaten;passierte Tomaten|17,0.78,4,0.13,1,2.38,0.018,128,188,31,0.97,11,0.14,9.3,6,0,0.68,2.9,0,8,0.111,0|cup=240;tbsp=15;can=190;large=164;medium=111;small=82|d=120
11533|11|Tomatoes, red, ripe, canned, stewed|||26,0.91,6.19,0.19,1,3.52,0.026,221,207,34,1.33,12,0.17,7.9,9,0,0.83,2.4,0,5,0.017,0|cup=255|
11540|11|Tomato juice, canned, with salt added|tomato juice|Tomatensaft|17,0.76,4.24,0.05,0.4,3.56,0.008,269,229,10,0.43,11,0.15,18.3,23,0,0.32,2.3,0,20,0.111,0|cup=243;fl oz=30.3|d=243
11546|11|Tomato products, canned, paste, without salt added|tomato paste;tomato puree|Tomatenmark|82,4.32,18.9,0.47,4.1,12.2,0.1,59,1014,36,2.98,42,0.63,21.9,76,0,4.3,11.4,0,12,0.216,0|cup=264;tbsp=16;can=170|d=16
11547|11|Tomato products, canned, puree, without salt added|||38,1.65,8.98,0.21,1.9,4.83,0.029,28,439,18,1.78,23,0.36,10.6,26,0,1.97,3.4,0,11,0.126,0|cup=250;can=822|
11549|11|Tomato products, canned, sauce|||24,1.32,5.38,0.18,1.5,4.25,0.025,524,331,13,1.02,16,0.2,7,22,0,1.42,2.8,0,11,0.097,0|cup=245|
11559|11|Tomato products, canned, sauce, with tomato tidbits|||32,1.32,7.09,0.39,1.4,,0.055,15,373,10,0.68,20,0.19,21.5,40,0,,,0,9,0.155,0|cup=244;can, 15 oz=425|
11563|11|Tree fern, cooked, without salt|||40,0.29,11,0.07,3.7,,0.009,5,5,8,0.16,5,0.31,30,10,0,,,0,15,0.179,0|cup, chopped=142;frond=31|
11564|11|Turnips, raw|||28,0.9,6.43,0.1,1.8,3.8,0.011,67,191,30,0.3,11,0.27,21,0,0,0.03,0.1,0,15,0.09,0|cup, cubes=130;large=183;medium=122;slice=15;small=61|
11565|11|Turnips, cooked, boiled, drained, without salt|||22,0.71,5.06,0.08,2,2.99,0.008,16,177,33,0.18,9,0.12,11.6,0,0,0.02,0.1,0,9,0.067,0|cup, cubes=156;cup, mashed=230|
11568|11|Turnip greens, raw|||32,1.5,7.13,0.3,3.2,0.81,0.07,40,296,190,1.1,31,0.19,60,579,0,2.86,251,0,194,0.263,0|cup, chopped=55|
11578|11|Vegetable juice cocktail, canned|vegetable juice|Gemüsesaft|19,0.93,3.87,0.31,0.5,2.89,0.029,169,185,14,0.28,11,0.12,54.3,35,0,1.02,5.3,0,21,0.071,0|cup=253;fl oz=30.3|d=242
11584|11|Vegetables, mixed, frozen, cooked, boiled, drained, without salt|mixed vegetables;vegetables;cooked vegetables;steamed vegetables;cooked mixed vegetables;frozen mixed vegetables|Gemüse;Mischgemüse;gemischtes Gemüse;Kaisergemüse;gekochtes Gemüse;gedünstetes Gemüse;Gemüsemischung|65,2.86,13.1,0.15,4.4,3.12,0.031,35,169,25,0.82,22,0.49,3.2,214,0,0.38,23.5,0,19,0.074,0|cup=182;package yields=275|d=91
11587|11|Vinespinach, (basella), raw|||19,1.8,3.4,0.3,,,,24,510,109,1.2,65,0.43,102,400,0,,,0,140,0.24,0||
11588|11|Waterchestnuts, chinese, (matai), raw|||97,1.4,23.9,0.1,3,4.8,0.026,14,584,11,0.06,22,0.5,4,0,0,1.2,0.3,0,16,0.328,0|cup slices=124;waterchestnuts=9|
11591|11|Watercress, raw|||11,2.3,1.29,0.1,0.5,0.2,0.027,41,330,120,0.2,21,0.11,43,160,0,1,250,0,9,0.129,0|cup, chopped=34;sprig=2.5;sprigs=2.5|
11593|11|Waxgourd, (chinese preserving melon), raw|||13,0.4,3,0.2,2.9,,0.016,111,6,19,0.4,10,0.61,13,0,0,,,0,5,0.035,0|cup, cubes=132;waxgourd=5700|
11595|11|Winged beans, immature seeds, raw|||49,6.95,4.31,0.87,,,0.238,4,223,84,1.5,34,0.39,18.3,,0,,,0,66,0.113,0|cup slices=44;pod=16|
11599|11|Winged bean tuber, raw|||148,11.6,28.1,0.9,,,0.222,35,586,30,2,24,1.39,0,0,0,,,0,19,0.075,0||
11601|11|Yam, raw|||118,1.53,27.9,0.17,4.1,0.5,0.037,9,816,17,0.54,21,0.24,17.1,7,0,0.35,2.3,0,23,0.293,0|cup, cubes=150|
11603|11|Yambean (jicama), raw|||38,0.72,8.82,0.09,4.9,1.8,0.021,4,150,12,0.6,12,0.16,20.2,1,0,0.46,0.3,0,12,0.042,0|cup slices=120;cup=130;large=1200;medium=659;slice=6;small=365|
11613|11|Borage, raw|||21,1.8,3.06,0.7,,,0.17,80,470,93,3.3,52,0.2,35,210,0,,,0,13,0.084,0|cup=89|
11616|11|Dock, raw|||22,2,3.2,0.7,2.9,,,4,390,44,2.4,103,0.2,48,200,0,,,0,13,0.122,0|cup, chopped=133|
11618|11|Eppaw, raw|||150,4.6,31.7,1.8,,,,12,340,110,1.15,32,1.15,13,0,0,,,0,24,0.176,0|cup=100|
11620|11|Drumstick pods, raw|||37,2.1,8.53,0.2,3.2,,0.033,42,461,30,0.36,45,0.45,141,4,0,,,0,44,0.12,0|cup slices=100;pod=11|
11622|11|Kale, scotch, raw|||42,2.8,8.32,0.6,1.7,,0.078,70,450,205,3,88,0.37,130,155,0,,,0,28,0.227,0|cup, chopped=67|
11637|11|Radishes, white icicle, raw|||14,1.1,2.63,0.1,1.4,,0.03,16,280,27,0.8,9,0.13,29,0,0,,,0,14,0.075,0|cup slices=100;radish=17|
11641|11|Squash, summer, all varieties, raw|||16,1.21,3.35,0.18,1.1,2.2,0.044,2,262,15,0.35,17,0.29,17,10,0,0.12,3,0,29,0.218,0|cup, sliced=113;large=323;medium=196;slice=9.9;small=118|
11643|11|Squash, winter, all varieties, raw|||34,0.95,8.59,0.13,1.5,2.2,0.027,4,350,28,0.58,14,0.21,12.3,68,0,0.12,1.1,0,24,0.156,0|cup, cubes=116|
11649|11|Tomato products, canned, sauce, spanish style|||33,1.44,7.24,0.27,1.4,,0.038,472,369,17,3.48,19,0.34,8.6,49,0,,,0,14,0.177,0|cup=244;can, 15 oz=425|
11655|11|Carrot juice, canned|carrot juice|Karottensaft;Möhrensaft|40,0.95,9.28,0.15,0.8,3.91,0.027,66,292,24,0.46,14,0.18,8.5,956,0,1.16,15.5,0,4,0.217,0|cup=236;fl oz=29.5|d=236
11656|11|Corn pudding, home prepared|||131,4.42,17,5.04,1.2,6.59,2.45,282,176,39,0.53,15,0.48,3.7,57,0.5,0.27,0.5,0.31,29,0.127,72|cup=250|
11657|11|Potatoes, mashed, home-prepared, whole milk added|mashed potatoes;mashed potato;potato puree|Kartoffelpüree;Kartoffelbrei;Kartoffelstampf;Stampfkartoffeln|83,1.91,17.6,0.57,1.5,1.48,0.302,302,296,24,0.27,18,0.28,6.2,7,0.2,0.02,1.8,0.07,8,0.232,2|cup=210|d=210
11658|11|Spinach souffle|||169,7.89,5.9,12.9,0.7,1.85,7.45,566,231,165,1.19,30,0.85,7.3,244,0.8,0.93,127,0.4,73,0.098,118|cup=136;recipe yield=813|
11660|11|Tomatoes, red, ripe, cooked, stewed|||79,1.96,13.1,2.68,1.7,,0.521,455,247,26,1.06,15,0.18,18.2,33,0,,,0,11,0.086,0|cup=101;recipe yield=604|
11663|11|Seaweed, agar, dried|||306,6.21,80.9,0.3,7.7,2.97,0.061,102,1125,625,21.4,770,5.8,0,0,0,5,24.4,0,580,0.303,0||
11666|11|Seaweed, spirulina, raw|||26,5.92,2.42,0.39,0.4,0.3,0.135,98,127,12,2.79,19,0.2,0.9,3,0,0.49,2.5,0,9,0.034,0||
11667|11|Seaweed, spirulina, dried|||290,57.5,23.9,7.72,3.6,3.1,2.65,1048,1363,120,28.5,195,2,10.1,29,0,5,25.5,0,94,0.364,0|cup=112;tablespoon=7|
11669|11|Seaweed, wakame, raw|||45,3.03,9.14,0.64,0.5,0.65,0.13,872,50,150,2.18,107,0.38,3,18,0,1,5.3,0,196,0.002,0|tbsp=5|
11670|11|Peppers, hot chili, green, raw|||40,2,9.46,0.2,1.5,5.1,0.021,7,340,18,1.2,25,0.3,243,59,0,0.69,14.3,0,23,0.278,0|pepper=45;cup, chopped or diced=150|
11671|11|Potatoes, o'brien, home-prepared|||81,2.35,15.5,1.28,,,0.797,217,266,36,0.47,18,0.3,16.7,,0,,,0,8,0.213,4|cup=194;recipe yield=1162|
11672|11|Potato pancakes|potato pancake;potato pancakes;latkes|Kartoffelpuffer;Reibekuchen;Reiberdatschi|268,6.08,27.8,14.8,3.3,1.79,2.5,764,622,32,1.67,36,0.7,27.6,32,0.3,0.23,2.7,0.29,41,0.448,95|small 2-3/4 in. dia., 5/8 in. thick.=22|p=37
11674|11|Potato, baked, flesh and skin, without salt|baked potato;jacket potato;potato baked;baked potato with skin|Ofenkartoffel;Folienkartoffel;gebackene Kartoffel;Backkartoffel;Ofenkartoffeln|93,2.5,21.1,0.13,2.2,1.18,0.035,10,535,15,1.08,28,0.36,9.6,1,0,0.04,2,0,28,0.311,0|nlea serving=148;potato large=299;potato medium=173;potato small=138|p=173 d=173
11676|11|Radish seeds, sprouted, raw|||43,3.81,3.6,2.53,,,0.767,6,86,51,0.86,44,0.56,28.9,20,0,,,0,95,0.285,0|cup=38|
11677|11|Shallots, raw|shallot;shallots|Schalotte;Schalotten|72,2.5,16.8,0.1,3.2,7.87,0.017,12,334,37,1.2,21,0.4,8,0,0,0.04,0.8,0,34,0.345,0|tbsp chopped=10|p=25
11683|11|Carrot, dehydrated|||341,8.1,79.6,1.49,23.6,38.8,0.256,275,2540,212,3.93,118,1.57,14.6,3423,0,5.45,108,0,55,1.04,0|cup=74|
11693|11|Tomatoes, crushed, canned|||32,1.64,7.29,0.28,1.9,4.4,0.04,186,293,34,1.3,20,0.27,9.2,11,0,1.25,5.3,0,13,0.15,0|cup=242|
11695|11|Tomatoes, orange, raw|||16,1.16,3.18,0.19,0.9,,0.025,42,212,5,0.47,8,0.14,16,75,0,,,0,29,0.06,0|cup, chopped=158;tomato=111|
11696|11|Tomatoes, yellow, raw|||15,0.98,2.98,0.26,0.7,,0.036,23,258,11,0.49,12,0.28,9,0,0,,,0,30,0.056,0|cup, chopped=139;tomato=212|
11697|11|Arrowroot, raw|||65,4.24,13.4,0.2,1.3,,0.039,26,454,6,2.22,25,0.63,1.9,1,0,,,0,338,0.266,0|cup, sliced=120;root=33|
11722|11|Beans, snap, yellow, raw|||31,1.82,7.13,0.12,3.4,,0.026,6,209,37,1.04,25,0.24,16.3,5,0,,,0,37,0.074,0|cup 1/2=100;beans=5.5|
11740|11|Broccoli, flower clusters, raw|||28,2.98,5.24,0.35,,,0.054,27,325,48,0.88,25,0.4,93.2,150,0,,,0,71,0.159,0|cup flowerets=71;floweret=11|
11741|11|Broccoli, stalks, raw|||28,2.98,5.24,0.35,,,0.054,27,325,48,0.88,25,0.4,93.2,20,0,,,0,71,0.159,0|stalk=114|
11819|11|Peppers, hot chili, red, raw|chili;chili pepper;red chili|Chili;Chilischote;Peperoni|40,1.87,8.81,0.44,1.5,5.3,0.042,9,322,14,1.03,23,0.26,144,48,0,0.69,14,0,23,0.506,0|pepper=45;cup, chopped or diced=150|p=45
11821|11|Peppers, sweet, red, raw|red pepper;red bell pepper;pepper red;sweet pepper;capsicum|Paprika;rote Paprika;Paprikaschote;Paprikaschoten|31,0.99,6.03,0.3,2.1,4.2,0.027,4,211,7,0.43,12,0.25,128,157,0,1.58,4.9,0,46,0.291,0|cup, chopped=149;cup, sliced=92;tablespoon=9.3;large=164;medium=119;small=74;ring=10|p=119 d=75
11823|11|Peppers, sweet, red, cooked, boiled, drained, without salt|||28,0.92,6.7,0.2,1.2,4.39,0.029,2,166,9,0.46,10,0.12,171,147,0,1.65,5.1,0,16,0.233,0|cup, strips=135;tbsp=11.6;cup, chopped=136|
11886|11|Tomato juice, canned, without salt added|||17,0.76,4.24,0.05,0.4,3.56,0.008,10,229,10,0.43,11,0.15,18.3,23,0,0.32,2.3,0,20,0.111,0|cup=243;fl oz=30.4|
11900|11|Corn, sweet, white, raw|||86,3.22,19,1.18,2.7,3.22,0.182,15,270,2,0.52,37,0.45,6.8,0,0,0.07,0.3,0,46,0.055,0|ear, small=73;ear, medium=90;ear, large=143;cup kernels=154|
11901|11|Corn, sweet, white, cooked, boiled, drained, without salt|||97,3.34,21.7,1.41,2.7,7.73,0.197,3,252,2,0.55,31,0.54,6.2,0,0,0.09,0.4,0,20,0.127,0|ear, small=89;ear, medium=103;ear, large=116;cup cut=157;ear, yields=77|
11921|11|Peppers, sweet, red, sauteed|||133,1.04,6.57,12.8,1.8,4.28,1.56,21,193,7,0.47,12,0.15,163,138,0,3.09,16.4,0,2,0.364,0|cup chopped=106|
11932|11|Beans, snap, yellow, canned, regular pack, drained solids|||20,1.15,4.5,0.1,1.3,0.96,0.022,251,109,26,0.9,13,0.29,4.8,5,0,0.29,9.9,0,32,0.037,0|cup=153;beans=6.2;can=262|
11935|11|Catsup|ketchup;catsup;tomato ketchup|Ketchup;Tomatenketchup|112,1.25,26.2,0.18,0.3,21.7,0.05,907,315,16,0.41,15,0.24,4.1,26,0,1.46,2.8,0,9,0.158,0|tbsp=17;packet=9;cup=240|d=17
11937|11|Pickles, cucumber, dill or kosher dill|pickle;pickles;dill pickle;gherkin;gherkins;dill pickles|Gewürzgurke;Essiggurke;saure Gurke;Gewürzgurken;Cornichons;Essiggurken;Salzgurke|12,0.6,2.59,0.14,1.1,1.31,0.036,875,92,42,0.37,7,0.11,0.8,9,0,0.09,39,0,1,0.023,0|cup, chopped or diced=143;cup=155;large=135;piece=65;slice=7;small=37;spear=35|p=65 s=7 d=35
11940|11|Pickles, cucumber, sweet (includes bread and butter pickles)|||91,0.58,21.1,0.41,1,18.3,0.067,457,100,61,0.25,7,0.12,0.7,38,0,0.36,47.1,0,1,0.024,0|cup, chopped=160;cup sliced or chips=153;large gherkin=35;gherkin=25;midget gherkin=6;chip=7.5;small gherkin=15;spear gherkin=20|
11941|11|Pickles, cucumber, sour|||11,0.33,2.26,0.2,1.2,1.06,0.052,1208,23,0,0.4,4,0.02,1,10,0,0.09,47,0,1,0.009,0|cup=155;large=135;medium=65;slice=7;small=37;spear=30|
11943|11|Pimento, canned|||23,1.1,5.1,0.3,1.9,2.71,0.045,14,158,6,1.68,6,0.19,84.9,133,0,0.69,8.3,0,6,0.215,0|tbsp=12;cup=192;slice=1;pimiento, whole=66|
11944|11|Pickle relish, hot dog|||91,1.5,23.4,0.46,1.5,,0.044,1091,78,5,1.25,19,0.21,1,8,0,,,0,1,0.015,0|tbsp=15;cup=244|
11945|11|Pickle relish, sweet|||130,0.37,35.1,0.47,1.1,29.1,0.054,811,25,3,0.87,5,0.14,1,61,0,0.58,83.8,0,1,0.015,0|tbsp=15;packet=10;cup=245|
11950|11|Mushrooms, enoki, raw|||37,2.66,7.81,0.29,2.7,0.22,0.02,3,359,0,1.15,16,0.65,0,,0.1,0.01,0,0,48,0.1,0|large=5;medium=3;cup whole=64;cup sliced=65|
11951|11|Peppers, sweet, yellow, raw|yellow pepper;yellow bell pepper|gelbe Paprika|27,1,6.32,0.21,0.9,,0.031,2,212,11,0.46,12,0.17,184,10,0,,,0,26,0.168,0|pepper, large=186;strips=5.2|p=186 d=75
11952|11|Radicchio, raw|||23,1.43,4.48,0.25,0.9,0.6,0.06,22,302,19,0.57,13,0.62,8,1,0,2.26,255,0,60,0.057,0|cup, shredded=40;leaf=8|
11954|11|Tomatillos, raw|||32,0.96,5.84,1.02,1.9,3.93,0.139,1,268,7,0.62,20,0.22,11.7,6,0,0.38,10.1,0,7,0.056,0|medium=34;cup, chopped or diced=132|
11955|11|Tomatoes, sun-dried|sun-dried tomatoes;sundried tomatoes;dried tomatoes|getrocknete Tomaten|258,14.1,55.8,2.97,12.3,37.6,0.426,247,3427,110,9.09,194,1.99,39.2,44,0,0.01,43,0,68,0.332,0|cup=54;piece=2|d=14 p=2
11956|11|Tomatoes, sun-dried, packed in oil, drained|||213,5.06,23.3,14.1,5.8,,1.89,266,1565,47,2.68,81,0.78,102,64,0,,,0,23,0.319,0|cup=110;piece=3|
11957|11|Fennel, bulb, raw|fennel|Fenchel|31,1.24,7.3,0.2,3.1,3.93,0.09,52,414,49,0.73,17,0.2,12,48,0,0.58,62.8,0,27,0.047,0|cup, sliced=87;bulb=234|p=234 d=87
11958|11|Pickle relish, hamburger|||129,0.63,34.5,0.54,3.2,,0.052,1096,76,4,1.14,7,0.11,2.3,13,0,,,0,1,0.015,0|tbsp=15;cup=244|
11959|11|Arugula, raw|arugula;rocket|Rucola;Rauke|25,2.58,3.65,0.66,1.6,2.05,0.086,27,369,160,1.46,47,0.47,15,119,0,0.43,109,0,97,0.073,0|leaf=2;cup=20|p=2 d=20 h=15
11960|11|Carrots, baby, raw|baby carrots;baby carrot|Babykarotten;Babymöhren|35,0.64,8.24,0.13,2.9,4.76,0.023,78,237,32,0.89,10,0.17,2.6,690,0,,9.4,0,27,0.105,0|large=15;medium=10;nlea serving=85|p=10 d=60
11961|11|Hearts of palm, canned|||28,2.52,4.62,0.62,2.4,,0.13,426,177,58,3.13,38,1.15,7.9,0,0,,,0,39,0.022,0|cup=146;piece=33|
11962|11|Peppers, hot chile, sun-dried|||324,10.6,69.9,5.81,28.7,41.1,0.813,91,1870,45,6.04,88,1.02,31.4,1324,0,3.14,108,0,51,0.81,0|cup=37;pepper=0.5|
11963|11|Nopales, raw|||16,1.32,3.33,0.09,2.2,1.15,0.016,21,257,164,0.59,52,0.25,9.3,23,0,0,5.3,0,3,0.07,0|cup, sliced=86|
11964|11|Nopales, cooked, without salt|||15,1.35,3.28,0.05,2,1.12,0.006,20,195,164,0.5,47,0.21,5.3,22,0,0,5.1,0,3,0.067,0|cup=149;pad=29|
11965|11|Cauliflower, green, raw|||31,2.95,6.09,0.3,3.2,3.03,0.047,23,300,33,0.73,20,0.64,88.1,8,0,0.04,20.2,0,57,0.222,0|cup=64;floweret=25;head, large=511;head, medium=431;head, small=325|
11969|11|Broccoli, chinese, cooked|||22,1.14,3.81,0.72,2.5,0.84,0.11,7,261,100,0.56,18,0.39,28.2,82,0,0.48,84.8,0,99,0.07,0|cup=88|
11970|11|Cabbage, napa, cooked|||12,1.1,2.23,0.17,,,,11,87,29,0.74,8,0.14,3.2,13,0,,,0,43,0.037,0|cup=109|
11972|11|Lemon grass (citronella), raw|||99,1.82,25.3,0.49,,,0.119,6,723,65,8.17,60,2.23,2.6,0,0,,,0,75,0.08,0|cup=67;tbsp=4.8|
11973|11|Beans, fava, in pod, raw|||88,7.92,17.6,0.73,7.5,9.21,0.118,25,332,37,1.55,33,1,3.7,17,0,1.16,40.9,0,148,0.104,0|cup=126;pod=6.1|
11975|11|Grape leaves, canned|||69,4.27,11.7,1.97,9.9,,0.312,2853,29,289,2.98,14,0.4,11.3,263,0,1.79,97.3,0,78,0.136,0|leaf=4|
11976|11|Pepper, banana, raw|||27,1.66,5.35,0.45,3.4,1.95,0.048,13,256,14,0.46,17,0.25,82.7,17,0,0.69,9.5,0,29,0.357,0|cup=124;small=33;medium=46;large=75|
11977|11|Peppers, serrano, raw|||32,1.74,6.7,0.44,3.7,3.83,0.059,10,305,11,0.86,22,0.26,44.9,47,0,0.69,11.8,0,23,0.505,0|cup, chopped=105;pepper=6.1|
11978|11|Peppers, ancho, dried|||281,11.9,51.4,8.2,21.6,,0.82,43,2411,61,10.9,113,1.42,2,1022,0,,,0,69,3.54,0|pepper=17|
11979|11|Peppers, jalapeno, raw|jalapeno;jalapenos;jalapeño|Jalapeño;Jalapeños|29,0.91,6.5,0.37,2.8,4.12,0.092,3,248,12,0.25,15,0.14,119,54,0,3.58,18.5,0,27,0.419,0|cup, sliced=90;pepper=14|p=14
11980|11|Peppers, chili, green, canned|||21,0.72,4.6,0.27,1.7,,0.028,397,113,36,1.33,4,0.09,34.2,6,0,,,0,54,0.12,0|cup=139|
11981|11|Peppers, hungarian, raw|||29,0.8,6.7,0.41,1,3.53,0.046,1,202,12,0.46,16,0.3,92.9,41,0,0.48,9.9,0,53,0.517,0|pepper=27|
11982|11|Peppers, pasilla, dried|||345,12.3,51.1,15.8,26.8,,,89,2222,97,9.83,130,1.4,6.4,1788,0,,,0,170,4.23,0|pepper=7|
11984|11|Epazote, raw|||32,0.33,7.44,0.52,3.8,,,43,633,275,1.88,121,1.1,3.6,3,0,,,0,215,0.152,0|tbsp=0.8;sprig=2|
11986|11|Malabar spinach, cooked|||23,2.98,2.71,0.78,2.1,,,55,256,124,1.48,48,0.3,5.9,58,0,,,0,114,0.086,0|cup=44;bunch=17|
11987|11|Mushrooms, oyster, raw|||33,3.31,6.09,0.41,2.3,1.11,0.062,18,420,3,1.33,18,0.77,0,2,0.7,0,0,0,38,0.11,0|large=148;small=15;cup sliced=86|
11988|11|Fungi, Cloud ears, dried|||284,9.25,73,0.73,70.1,,,35,754,159,5.88,83,1.32,0,0,0,,,0,38,0.112,0|cup=28;piece=4.5|
11989|11|Mushrooms, straw, canned, drained solids|||32,3.83,4.64,0.68,2.5,,0.089,384,78,10,1.43,7,0.67,0,0,,,,0,38,0.014,0|cup=182;piece=5.5|
11990|11|Wasabi, root, raw|||109,4.8,23.5,0.63,7.8,,,17,568,128,1.03,69,1.62,41.9,2,0,,,0,18,0.274,0|cup, sliced=130;root=169|
11991|11|Yautia (tannier), raw|||98,1.46,23.6,0.4,1.5,,0.082,21,598,9,0.98,24,0.5,5.2,0,0,,,0,17,0.237,0|cup, sliced=135;root=305|
11993|11|Mushrooms, maitake, raw|||31,1.94,6.97,0.19,2.7,2.07,0.03,1,204,1,0.3,10,0.75,0,0,28.1,0.01,0,0,21,0.056,0|cup diced=70;piece whole=1.1|
11995|11|Fiddlehead ferns, raw|||34,4.55,5.54,0.4,,,,1,370,32,1.31,34,0.83,26.6,181,0,,,0,,,0||
12001|12|Seeds, breadfruit seeds, raw|||191,7.4,29.2,5.59,5.2,,1.51,25,941,36,3.67,54,0.9,6.6,13,0,,,0,53,0.32,0||
12005|12|Seeds, breadnut tree seeds, dried|||367,8.62,79.4,1.68,14.9,,0.454,53,2011,94,4.6,115,1.91,46.6,11,0,,,0,113,0.685,0|cup=160|
12006|12|Seeds, chia seeds, dried|chia seeds;chia|Chiasamen;Chia|486,16.5,42.1,30.7,34.4,,3.33,16,407,631,7.72,335,4.58,1.6,,,0.5,,0,49,,0||d=12 w=tbsp:12
12013|12|Seeds, lotus seeds, dried|||332,15.4,64.5,1.97,,,0.33,5,1368,163,3.53,210,1.05,0,3,0,,,0,104,0.629,0|cup=32|
12014|12|Seeds, pumpkin and squash seed kernels, dried|pumpkin seeds;pepitas|Kürbiskerne|559,30.2,10.7,49,6,1.4,8.66,7,809,46,8.82,592,7.81,1.9,1,0,2.18,7.3,0,58,0.143,0|cup=129|d=9 h=28.35
12023|12|Seeds, sesame seeds, whole, dried|sesame seeds;sesame|Sesam;Sesamsamen|573,17.7,23.4,49.7,11.8,0.3,6.96,11,468,975,14.6,351,7.75,0,0,0,0.25,0,0,97,0.79,0|cup=144;tbsp=9|d=9
12033|12|Seeds, sesame flour, low-fat|||333,50.1,35.5,1.75,,,0.201,39,397,149,14.2,338,10,0,3,0,,,0,29,0.142,0||
12036|12|Seeds, sunflower seed kernels, dried|sunflower seeds;sunflower kernels|Sonnenblumenkerne|584,20.8,20,51.5,8.6,2.62,4.46,9,645,78,5.25,325,5,1.4,3,0,35.2,0,0,227,1.34,0|cup, with hulls, edible yield=46;cup=140|d=9 h=28.35
12058|12|Nuts, acorns, raw|||387,6.15,40.8,23.9,,,3.1,0,539,41,0.79,62,0.51,0,2,,,,0,87,0.528,0||
12059|12|Nuts, acorns, dried|||509,8.1,53.7,31.4,,,4.08,0,709,54,1.04,82,0.67,0,0,,,,0,115,0.695,0||
12060|12|Nuts, acorn flour, full fat|||501,7.49,54.6,30.2,,,3.92,0,712,43,1.21,110,0.64,0,3,,,,0,114,0.688,0||
12061|12|Nuts, almonds|almonds;almond;raw almonds;whole almonds|Mandeln;Mandel;ganze Mandeln|579,21.1,21.6,49.9,12.5,4.2,3.8,1,733,269,3.71,270,3.12,0,0,0,25.6,0,0,44,0.137,0|cup, whole=143;cup, sliced=92;cup, slivered=108;cup, ground=95;almond=1.2|p=1.2 d=28 h=28.35
12062|12|Nuts, almonds, blanched|||590,21.4,18.7,52.5,9.9,4.63,3.95,19,659,236,3.28,268,2.97,0,0,0,23.8,0,0,49,0.115,0|cup whole kernels=145;tbsp=9.1|
12071|12|Nuts, almond paste|marzipan;almond paste|Marzipan|458,9,47.8,27.7,4.8,36.3,2.63,9,314,172,1.6,130,1.48,0.1,0,0,13.5,0,0,73,0.036,0|cup, firmly packed=227|d=28
12077|12|Nuts, beechnuts, dried|||576,6.2,33.5,50,,,5.72,38,1017,1,2.46,0,0.36,15.5,0,,,,0,113,0.684,0||
12078|12|Nuts, brazilnuts, dried, unblanched|brazil nuts;brazil nut|Paranüsse;Paranuss|656,14.3,12.3,66.4,7.5,2.33,15.1,3,659,160,2.43,376,4.06,0.7,0,0,5.73,0,0,22,0.101,0|cup, whole=133;kernel=5|p=5 d=28 h=28.35
12084|12|Nuts, butternuts, dried|||612,24.9,12.1,57,4.7,,1.31,1,421,53,4.02,237,3.13,3.2,6,0,,,0,66,0.56,0|cup=120;nutmeat=3|
12085|12|Nuts, cashew nuts, dry roasted, without salt added|||574,15.3,32.7,46.4,3,5.01,9.16,16,565,45,6,260,5.6,0,0,0,0.92,34.7,0,69,0.256,0|cup, halves and whole=137;tbsp=8.6|
12086|12|Nuts, cashew nuts, oil roasted, without salt added|||580,16.8,29.9,47.8,3.3,5.01,8.48,13,632,43,6.05,273,5.35,0.3,0,0,0.92,34.7,0,25,0.323,0|cup, whole=129;cup, halves and pieces=129|
12087|12|Nuts, cashew nuts, raw|||553,18.2,30.2,43.9,3.3,5.91,,12,660,37,6.68,292,5.78,0.5,0,0,0.9,34.1,0,25,0.417,0||
12088|12|Nuts, cashew butter, plain, without salt added|cashew butter|Cashewmus|587,17.6,27.6,49.4,2,,9.76,15,546,43,5.03,258,5.16,0,0,0,,,0,68,0.252,0|tbsp=16|d=16
12097|12|Nuts, chestnuts, european, raw, unpeeled|||213,2.42,45.5,2.26,8.1,,0.425,3,518,27,1.01,32,0.52,43,1,0,,,0,62,0.376,0|cup=145|
12104|12|Nuts, coconut meat, raw|coconut;fresh coconut|Kokosnuss;frische Kokosnuss|354,3.33,15.2,33.5,9,6.23,29.7,20,356,14,2.43,32,1.1,3.3,0,0,0.24,0.2,0,26,0.054,0|cup, shredded=80;medium=397;piece=45|d=45
12108|12|Nuts, coconut meat, dried (desiccated), not sweetened|desiccated coconut;dried coconut;coconut flakes;shredded coconut unsweetened|Kokosraspel;Kokosflocken|660,6.88,23.6,64.5,16.3,7.35,57.2,37,543,26,3.32,90,2.01,1.5,0,0,0.44,0.3,0,9,0.3,0||d=10
12116|12|Nuts, coconut cream, canned, sweetened|||357,1.17,53.2,16.3,0.2,51.5,15.5,36,101,4,0.13,17,0.6,0,0,0,0.13,0.1,0,14,0.029,0|tbsp=19;cup=296|
12118|12|Nuts, coconut milk, canned (liquid expressed from grated meat and water)|canned coconut milk;coconut milk|Kokosmilch;Kokosnussmilch|197,2.02,2.81,21.3,,,18.9,13,220,18,3.3,46,0.56,1,0,0,,,0,14,0.028,0|cup=226;tbsp=15|d=60
12119|12|Nuts, coconut water (liquid from coconuts)|coconut water|Kokoswasser|19,0.72,3.71,0.2,1.1,2.61,0.176,105,250,24,0.29,25,0.1,2.4,0,0,0,0,0,3,0.032,0|cup=240;tbsp=15;coconut yields=206|d=240
12120|12|Nuts, hazelnuts or filberts|hazelnuts;hazelnut;filberts|Haselnüsse;Haselnuss;Haselnusskerne|628,14.9,16.7,60.8,9.7,4.34,4.46,0,680,114,4.7,163,2.45,6.3,1,0,15,14.2,0,113,0.563,0|cup, chopped=115;cup, ground=75;cup, whole=135;nuts=1.4|p=1.4 d=28 h=28.35
12127|12|Nuts, ginkgo nuts, raw|||182,4.32,37.6,1.68,,,0.319,7,510,2,1,27,0.34,15,28,0,,,0,54,0.328,0||
12128|12|Nuts, ginkgo nuts, dried|||348,10.3,72.5,2,,,0.381,13,998,20,1.6,53,0.67,29.3,55,0,,,0,106,0.641,0||
12129|12|Nuts, ginkgo nuts, canned|||111,2.29,22.1,1.62,9.3,,0.309,307,180,4,0.29,16,0.21,9.1,17,0,,,0,33,0.198,0|cup=155|
12130|12|Nuts, hickorynuts, dried|||657,12.7,18.3,64.4,6.4,,7.04,1,436,61,2.12,173,4.31,2,7,0,,,0,40,0.192,0|cup=120;nut=3|
12131|12|Nuts, macadamia nuts, raw|||718,7.91,13.8,75.8,8.6,4.57,12.1,5,368,85,3.69,130,1.3,1.2,0,0,0.54,,0,11,0.275,0|cup, whole or halves=134|
12142|12|Nuts, pecans|pecans;pecan;pecan nuts|Pekannüsse;Pecannüsse|691,9.17,13.9,72,9.6,3.97,6.18,0,410,70,2.53,121,4.53,1.1,3,0,1.4,3.5,0,22,0.21,0|cup, chopped=109;cup, halves=99|p=1.5 d=28 h=28.35
12145|12|Nuts, pilinuts, dried|||719,10.8,3.98,79.5,,,31.2,3,507,145,3.53,302,2.97,0.6,2,,,,0,60,0.115,0|cup=120|
12147|12|Nuts, pine nuts, dried|pine nuts|Pinienkerne|673,13.7,13.1,68.4,3.7,3.59,4.9,2,597,16,5.53,251,6.45,0.8,1,0,9.33,53.9,0,34,0.094,0|cup=135;nuts=0.17|d=10 h=28.35
12149|12|Nuts, pine nuts, pinyon, dried|||629,11.6,19.3,61,10.7,,9.38,72,628,8,3.06,234,4.28,2,1,0,,,0,58,0.111,0|nuts=0.1|
12151|12|Nuts, pistachio nuts, raw|||562,20.3,27.5,45.4,10.3,7.66,5.56,1,1025,105,3.92,121,2.2,5.6,21,0,2.3,,0,51,1.7,0|cup=123;kernel=0.7|
12154|12|Nuts, walnuts, black, dried|||618,24.1,9.91,59,6.8,1.1,3.37,2,523,61,3.12,201,3.37,1.7,2,0,1.8,2.7,0,31,0.583,0|cup, chopped=125;tbsp=7.8|
12155|12|Nuts, walnuts, english|walnuts;walnut;walnut halves|Walnüsse;Walnuss;Walnusskerne;Baumnüsse|654,15.2,13.7,65.2,6.7,2.61,6.13,2,441,98,2.91,158,3.09,1.3,1,0,0.7,2.7,0,98,0.537,0|cup, chopped=117;cup, ground=80;cup, in shell, edible yield=28;cup shelled=100;cup pieces or chips=120|p=4 d=28 h=28.35
12156|12|Nuts, walnuts, glazed|||500,8.28,47.6,35.7,3.6,32.1,3.57,446,232,71,1.29,,,0,,,,,,,,0||
12166|12|Seeds, sesame butter, tahini, from roasted and toasted kernels (most common type)|tahini;sesame paste|Tahini;Tahin;Sesampaste;Sesammus|595,17,21.2,53.8,9.3,0.49,7.53,115,414,426,8.95,95,4.62,0,3,0,0.25,0,0,98,0.149,0|tbsp=15|d=15
12167|12|Nuts, chestnuts, european, roasted|chestnuts;roasted chestnuts|Maronen;Esskastanien;Maroni|245,3.17,53,2.2,5.1,10.6,0.414,2,592,29,0.91,33,0.57,26,1,0,0.5,7.8,0,70,0.497,0|cup=143;kernels=8.4|p=8.4 d=84
12169|12|Seeds, sesame butter, paste|||586,18.1,24.1,50.9,5.5,,7.12,12,582,960,19.2,362,7.29,0,3,0,,,0,100,0.816,0|tbsp=16|
12174|12|Seeds, watermelon seed kernels, dried|||557,28.3,15.3,47.4,,,9.78,99,648,54,7.28,515,10.2,0,0,0,,,0,58,0.089,0|cup=108|
12175|12|Nuts, chestnuts, japanese, dried|||360,5.25,81.4,1.24,,,0.183,34,768,72,3.38,115,2.57,61.3,4,0,,,0,109,0.659,0|cup=155|
12195|12|Nuts, almond butter, plain, without salt added|almond butter|Mandelmus|614,21,18.8,55.5,10.3,4.43,4.15,7,748,347,3.49,279,3.29,0,0,0,24.2,0,0,53,0.103,0|tbsp=16;cup=250|d=16
12201|12|Seeds, sesame seed kernels, dried (decorticated)|||631,20.4,11.7,61.2,11.6,0.48,9.05,47,370,60,6.36,345,6.73,0,3,0,1.68,0,0,115,0.4,0|cup=150;tbsp=8;tsp=2.7|
12205|12|Seeds, lotus seeds, raw|||89,4.13,17.3,0.53,,,0.088,1,367,44,0.95,56,0.28,0,1,0,,,0,28,0.168,0||
12206|12|Nuts, almonds, honey roasted, unblanched|||594,18.2,27.9,49.9,13.7,,4.73,130,560,263,2.83,240,2.6,0.7,0,0,,,0,32,0.085,0|cup whole kernels=144|
12220|12|Seeds, flaxseed|flaxseed;flax seeds;linseed;flaxseeds;ground flaxseed|Leinsamen;geschroteter Leinsamen|534,18.3,28.9,42.2,27.3,1.55,3.66,30,813,255,5.73,392,4.34,0.6,0,0,0.31,4.3,0,87,0.473,0|tbsp, whole=10.3;cup, whole=168;tbsp, ground=7;tsp, whole=3.4;tsp, ground=2.5|d=10
12563|12|Nuts, almonds, dry roasted, with salt added|roasted almonds;salted almonds|geröstete Mandeln;gesalzene Mandeln|598,21,21,52.5,10.9,4.86,4.09,656,713,268,3.73,279,3.31,0,0,0,23.9,0,0,55,0.136,0|cup whole kernels=138|p=1.2 d=28 h=28.35
12585|12|Nuts, cashew nuts, dry roasted, with salt added|cashews;cashew;cashew nuts;roasted cashews|Cashewkerne;Cashews;Cashewnüsse|574,15.3,32.7,46.4,3,5.01,9.16,640,565,45,6,260,5.6,0,0,0,0.92,34.7,0,69,0.256,0|cup, halves and whole=137|p=1.6 d=28 h=28.35
12632|12|Nuts, macadamia nuts, dry roasted, with salt added|macadamia nuts;macadamias;macadamia|Macadamianüsse;Macadamia|716,7.79,12.8,76.1,8,4.14,11.9,353,363,70,2.65,118,1.29,0.7,0,0,0.57,0,0,10,0.359,0|cup, whole or halves=132|p=2.6 d=28 h=28.35
12635|12|Nuts, mixed nuts, dry roasted, with peanuts, with salt added|mixed nuts;nuts;nut mix|Nüsse;Nussmischung;gemischte Nüsse;Nussmix|594,17.3,25.4,51.5,9,4.8,6.5,345,693,70,3.7,225,3.8,0.4,0,0,10.9,12.9,0,50,0.296,0|cup=137|d=28 h=28.35
12652|12|Nuts, pistachio nuts, dry roasted, with salt added|pistachios;pistachio;pistachio nuts|Pistazien;Pistazienkerne|564,20.9,28.7,44.8,9.9,7.74,5.46,428,1007,107,4.03,109,2.34,3,13,0,2.42,13.2,0,51,1.12,0|cup=123;kernel=0.7|p=0.7 d=28 h=28.35
13067|13|Beef, flank, steak, separable lean and fat, trimmed to 0" fat, choice, cooked, broiled|flank steak|Flanksteak|202,27.6,0,9.31,0,0,3.84,53,326,18,1.8,22,4.79,0,0,,0.39,1.4,1.82,9,0.549,81|steak=387|d=100
13327|13|Beef, variety meats and by-products, liver, cooked, pan-fried|beef liver;liver|Rinderleber;Leber|175,26.5,5.16,4.68,0,0,2.53,77,351,6,6.17,22,5.23,0.7,7744,1.2,0.46,3.9,83.1,260,1.03,381|slice=81|d=81
13347|13|Beef, cured, corned beef, brisket, cooked|corned beef|Corned Beef|251,18.2,0.47,19,0,0,6.34,973,145,8,1.86,12,4.58,0,0,0.1,0.16,1.5,1.63,6,0.23,98|piece, cooked, excluding refuse=320|d=85
13367|13|Beef, brisket, whole, separable lean and fat, trimmed to 0" fat, all grades, cooked, braised|brisket;beef brisket|Rinderbrust;Tafelspitz|291,26.8,0,19.5,0,0,7.53,65,259,7,2.53,21,5.96,0,0,0.3,0.19,1.8,2.45,7,0.27,93|piece, cooked, excluding refuse=314|d=100
13382|13|Beef, chuck, blade roast, separable lean only, trimmed to 0" fat, all grades, cooked, braised|pot roast;beef roast;roast beef;beef chuck;braised beef;stewed beef|Rinderbraten;Schmorbraten;Braten;Sauerbraten;Gulaschfleisch;Rinderschmorbraten|253,31.1,0,13.3,0,0,5.16,71,263,13,3.68,23,10.3,0,0,0.2,0.14,1.7,2.47,6,0.29,106|piece, cooked, excluding refuse=191|d=100
13439|13|Beef, loin, tenderloin steak, boneless, separable lean and fat, trimmed to 0" fat, all grades, cooked, grilled|beef tenderloin;filet mignon;tenderloin steak;beef fillet|Rinderfilet;Filetsteak|211,30.5,0,8.91,0,0,3.52,57,350,13,3.24,18,4.21,0,7,0.1,0.14,1.6,4.1,7,0.687,93|steak=117|d=150
13451|13|Beef, top sirloin, steak, separable lean and fat, trimmed to 0" fat, all grades, cooked, broiled|steak;sirloin steak;beef steak;sirloin;top sirloin;grilled steak;beef|Steak;Rindersteak;Hüftsteak;Rumpsteak;Rindfleisch;Roastbeefsteak|212,29.3,0,9.67,0,0,3.75,61,368,22,1.89,25,5.33,0,0,0.2,0.42,1.5,1.73,9,0.614,88|steak=384|p=200 d=150
13473|13|Beef, short loin, t-bone steak, separable lean and fat, trimmed to 0" fat, all grades, cooked, broiled|t-bone steak;t-bone|T-Bone-Steak|247,24.2,0,15.9,0,0,6.07,67,302,5,3.35,24,4.67,0,0,,0.18,,2.19,7,0.361,60||d=200
14003|14|Alcoholic beverage, beer, regular, all|beer;lager;regular beer;*ale;*wheat beer|Bier;Pils;Pilsener;Helles;*Weizenbier;*Weißbier;*Hefeweizen;*Radler|43,0.46,3.55,0,0,0,0,4,27,4,0.02,6,0.01,0,0,0,0,0,0.02,6,0.046,0|fl oz=29.7;can=356|p=356 d=356 w=can:356 w=bottle:356 g=330 w=pint:473
14006|14|Alcoholic beverage, beer, light|light beer;lite beer|leichtes Bier;Leichtbier|29,0.24,1.64,0,0,0.09,0,4,21,4,0.03,5,0.01,0,0,0,0,0,0.02,6,0.034,0|fl oz=29.5;can or bottle=354|p=354 d=354 w=can:354 w=bottle:354
14010|14|Alcoholic beverage, daiquiri, prepared-from-recipe|daiquiri|Daiquiri|186,0.06,6.94,0.06,0.1,5.58,0.006,5,21,3,0.09,2,0.04,1.6,0,,0.03,0.1,0,2,0.008,0|fl oz=30.2;cocktail=60|d=121 p=121 g=121
14016|14|Beverages, almond milk, sweetened, vanilla flavor, ready-to-drink|almond milk;sweetened almond milk;vanilla almond milk;almond drink|Mandelmilch;Mandeldrink|38,0.42,6.67,1.04,0.4,6.25,0,63,50,188,0.3,7,0.63,0,63,1,2.81,0,1.25,1,0.003,0|fl oz=30;cup=240|d=240
14017|14|Alcoholic beverage, pina colada, prepared-from-recipe|pina colada;piña colada|Piña Colada|174,0.42,22.7,1.88,0.3,22.3,1.64,6,71,8,0.21,8,0.13,4.9,0,,0.02,0.1,0,12,0.045,0|fl oz=31.4;cocktail=141|d=141 p=141 g=141
14049|14|Alcoholic beverage, distilled, gin, 90 proof|gin|Gin|263,0,0,0,0,0,0,2,0,0,0,0,0,0,0,0,0,0,0,0,0,0|fl oz=27.8;jigger 1.5 fl oz=42|d=42 p=42 w=shot:42 g=42
14050|14|Alcoholic beverage, distilled, rum, 80 proof|rum|Rum|231,0,0,0,0,0,0,1,2,0,0.12,0,0.07,0,0,0,0,0,0,0,0,0|fl oz=27.8;jigger 1.5 fl oz=42|d=42 p=42 w=shot:42 g=42
14051|14|Alcoholic beverage, distilled, vodka, 80 proof|vodka|Wodka|231,0,0,0,0,0,0,1,1,0,0.01,0,0,0,0,,,,0,0,0,0|fl oz=27.8;jigger 1.5 fl oz=42|d=42 p=42 w=shot:42 g=42
14052|14|Alcoholic beverage, distilled, whiskey, 86 proof|whiskey;whisky;bourbon;*cognac;*brandy|Whisky;Whiskey;*Cognac;*Weinbrand;*Schnaps;*Obstler|250,0,0.1,0,0,0.1,0,0,1,0,0.02,0,0.02,0,0,,,,0,0,0,0|fl oz=27.8;jigger 1.5 fl oz=42|d=42 p=42 w=shot:42 g=42
14057|14|Alcoholic beverage, wine, dessert, sweet|dessert wine;port;sherry;port wine|Dessertwein;Portwein;Likörwein|160,0.2,13.7,0,0,7.78,0,9,92,8,0.24,9,0.07,0,0,0,0,0,0,0,0,0|fl oz=29.5;glass=103|d=103 g=103
14066|14|Beverages, Protein powder whey based|protein powder;whey protein;whey;whey powder|Proteinpulver;Eiweißpulver;Whey;Molkenprotein|352,78.1,6.25,1.56,3.1,0,0.781,156,500,469,1.13,195,6.18,0,0,0,0,0,2.45,33,0.607,16|cup=97|d=32 w=scoop:32
14084|14|Alcoholic beverage, wine, table, all|wine;table wine;*rosé;*rose wine|Wein;*Rosé;*Roséwein|83,0.07,2.72,0,0,0.79,0,5,99,8,0.37,11,0.13,0,0,0,0,0,0,1,0.054,0|fl oz=29.6;serving 5 fl oz=148|d=147 g=147 w=bottle:750
14096|14|Alcoholic beverage, wine, table, red|red wine|Rotwein|85,0.07,2.61,0,0,0.62,0,4,127,8,0.46,12,0.14,0,0,0,0,0.4,0,1,0.057,0|fl oz=29.4;serving 5 fl oz=147|d=147 g=147 w=bottle:750
14106|14|Alcoholic beverage, wine, table, white|white wine;*sparkling wine;*prosecco;*champagne|Weißwein;*Sekt;*Prosecco;*Champagner|82,0.07,2.6,0,0,0.96,0,5,71,9,0.27,10,0.12,0,0,0,0,0.4,0,1,0.05,0|fl oz=29.4;serving 5 fl oz=147|d=147 g=147 w=bottle:750
14121|14|Carbonated beverage, club soda|club soda;soda water|Sodawasser|0,0,0,0,0,0,0,21,2,5,0.01,1,0.1,0,0,0,0,0,0,0,0,0|fl oz=29.6;can or bottle=474|d=237
14136|14|Carbonated beverage, ginger ale|ginger ale|Ginger Ale|34,0,8.77,0,0,8.7,0,7,1,3,0.18,1,0.05,0,0,0,0,0,0,0,0,0|fl oz=30.5;can or bottle=488|d=366 w=can:366
14144|14|Carbonated beverage, lemon-lime soda, no caffeine|sprite;lemon-lime soda;lemon lime soda;*lemonade|Limonade;Zitronenlimonade;Sprite;Limo|41,0.09,10.4,0,0,10.4,0,10,1,2,0.02,1,0.01,0,0,0,0,0,0,0,0,0|fl oz=30.8;can 12 fl oz=369;bottle 16 fl oz=492;drink=368;drink, small=491;drink, medium=675;drink, large=982;drink, extra large=1351|d=368 w=can:368
14146|14|Carbonated beverage, low calorie, cola or pepper-type, with aspartame, without caffeine|diet coke;diet cola;coke zero;diet soda;cola light;cola zero;zero coke|Cola light;Cola Zero;Cola ohne Zucker;Coke Zero|1,0.12,0.15,0,0,0,0,4,7,3,0.02,0,0.01,0,0,0,0,0,0,0,0,0|fl oz=29.6;can or bottle=474;can=355;drink, small=474;drink, medium=651;drink, large=947;drink, extra large=1302|d=355 w=can:355
14148|14|Carbonated beverage, cola|||41,0,10.6,0,0,10.8,0,4,3,2,0.02,0,0.01,0,0,0,0,0,0,0,0,0|fl oz=30.7;can or bottle=370;drink, small=492;drink, medium=676;drink, large=984;drink, extra large=1353|
14150|14|Carbonated beverage, orange|orange soda;fanta|Fanta;Orangenlimonade;*Spezi|48,0,12.3,0,0,,0,12,2,5,0.06,1,0.1,0,0,,,,0,0,0,0|fl oz=31;can or bottle=496|d=372 w=can:372
14154|14|Energy drink, RED BULL, with added caffeine, niacin, pantothenic acid, vitamins B6 and B12|energy drink;red bull|Energydrink;Energy Drink;Red Bull|45,0.25,10.9,0.08,0,10.1,0,83,3,13,0.02,3,0,0,0,0,0,0,1.96,0,1.96,0|fl oz=30.7;can 8.4 fl oz=258;can 12 fl oz=369;can 16 fl oz=492|d=240 w=can:250
14155|14|Carbonated beverage, tonic water|tonic water;tonic|Tonic Water;Tonic|34,0,8.8,0,0,8.8,0,12,0,1,0.01,0,0.1,0,0,0,0,0,0,0,0,0|fl oz=30.5;bottle=336;can or bottle=488|d=366
14157|14|Carbonated beverage, root beer|root beer||41,0,10.6,0,0,10.6,0,13,1,5,0.05,1,0.07,0,0,0,0,0,0,0,0,0|fl oz=30.8;can or bottle=493|d=370 w=can:370
14181|14|Chocolate syrup|||279,2.1,65.1,1.13,2.6,49.6,0.519,72,224,14,2.11,65,0.73,0.2,0,0,0.02,0.5,0,2,0.006,0|tbsp=19.5;serving 2 tbsp=39;cup=300|
14209|14|Coffee, brewed from grounds, prepared with tap water|coffee;black coffee;brewed coffee;filter coffee;*americano|Kaffee;schwarzer Kaffee;Filterkaffee;*Americano|1,0.12,0,0.02,0,0,0.002,2,49,2,0.01,3,0.02,0,0,0,0.01,0.1,0,2,0.001,0|fl oz=29.6;cup=237|p=237 d=237 w=mug:300
14210|14|Coffee, brewed, espresso, restaurant-prepared|espresso;double espresso|Espresso|9,0.12,1.67,0.18,0,0,0.092,14,115,2,0.13,80,0.05,0.2,0,0,0.01,0.1,0,1,0.002,0|fluid ounce=30|d=60 p=30 w=shot:30 w=cup:40
14215|14|Coffee, instant, regular, prepared with water|instant coffee|löslicher Kaffee|2,0.1,0.34,0,0,0,0.002,4,30,4,0.04,4,0.01,0,0,,0,0,0,0,0,0|fl oz=29.8;serving 6 fl oz=179|p=237 d=239
14242|14|Cranberry juice cocktail, bottled|cranberry juice;cranberry juice cocktail|Cranberrysaft|54,0,13.5,0.1,0,11.9,0.009,2,14,3,0.1,1,0.03,42.3,0,0,0.22,1,0,0,0,0|fl oz=31.6;cup=253|d=253
14264|14|Fruit punch drink, without added nutrients, canned|fruit punch|Fruchtpunsch|48,0,12,0,0,11.3,0,10,25,8,0.09,3,0.01,0.4,0,0,0.02,0,0,4,0.011,0|fl oz 1 pouch, 200 ml=31.1;cup=248|d=248
14305|14|Malt beverage, includes non-alcoholic beer|non-alcoholic beer;alcohol-free beer;malt beer|alkoholfreies Bier;Malzbier|37,0.21,8.05,0.12,0,8.05,0.024,13,8,7,0.06,7,0.02,0.5,0,0,0,0,0.02,14,0.027,0|fl oz=29.6;cup=237|p=356 d=356 w=can:356 w=bottle:356 g=330
14346|14|Shake, fast food, chocolate|||127,3.4,20.5,3.7,1.9,18.6,2.31,97,200,113,0.31,17,0.41,0.4,26,0,0.11,1.5,0.34,5,0.05,13|fl oz=23.5;small 12 fl oz=282;medium 16 fl oz=376;large 21 fl oz=494|
14347|14|Shake, fast food, vanilla|||148,3.37,19.6,6.52,0.9,13.6,3.96,81,166,115,0.46,13,0.57,0,91,0,0.25,0.4,0.22,0,0.06,23|fl oz=20.8;cup=166;milkshake=208;small mcdonald's shake=250;medium mcdonald's shake=333;large mcdonald's shake=458|
14355|14|Tea, black, brewed, prepared with tap water|tea;black tea;*green tea;tea unsweetened;hot tea|Tee;schwarzer Tee;Schwarztee;*grüner Tee;*Grüntee|1,0,0.3,0,0,0,0.002,3,37,0,0.02,3,0.02,0,0,0,0,0,0,5,0,0|fl oz=29.6;cup=237|p=237 d=237
14381|14|Tea, herb, other than chamomile, brewed|herbal tea;*peppermint tea;fruit tea;mint tea|Kräutertee;*Pfefferminztee;Früchtetee|1,0,0.2,0,0,0,0.002,1,9,2,0.08,1,0.04,0,0,0,0,0,0,1,0,0|fl oz=29.6;cup=237|p=237 d=237
14400|14|Carbonated beverage, cola, contains caffeine, fast-food cola|cola;coke;coca cola;coca-cola;pepsi;soda;soft drink;pop|Cola;Coca-Cola;Coca Cola;Pepsi|37,0.07,9.56,0.02,0,8.97,0,4,2,2,0.11,0,0.02,0,0,0,0,0,0,0,0,0|fl oz=30.7;can 12 fl oz=368;bottle 16 fl oz=491|d=368 w=can:368
14412|14|Water, tap, well|||0,0,0,0,0,,,5,0,3,0,1,0.01,,,,,,,,,|fl oz=29.6;cup 8 fl oz=237;liter=1000|
14414|14|Alcoholic beverage, liqueur, coffee, 53 proof|coffee liqueur;kahlua;*liqueur|Kaffeelikör;*Likör|326,0.1,46.8,0.3,0,46.4,0.106,8,30,1,0.06,3,0.03,0,0,0,0,0,0,0,0,0|fl oz=34.8;jigger 1.5 fl oz=52|d=52 p=52 w=shot:35
14428|14|Shake, fast food, strawberry|||113,3.4,18.9,2.8,0.4,,1.73,83,182,113,0.11,13,0.36,0.8,26,0,,,0.31,3,0.044,11|fl oz=23.5;small 12 fl oz=282;medium 16 fl oz=376;large 21 fl oz=494|
14429|14|Water, tap, municipal|||0,0,0,0,0,0,0,3,1,3,0,1,0,0,0,0,0,0,0,0,0,0|fl oz=29.6;cup 8 fl oz=237;liter=1000;ice cube=21.3|
14460|14|Beverages, PEPSICO QUAKER, Gatorade, G performance O 2, ready-to-drink.|sports drink;gatorade|Sportgetränk;Isodrink|26,0,6.43,0,0,5.24,0,39,15,1,0.05,0,0.01,0.4,0,0,0,0.2,0,0,0.022,0|fl oz=30.5;bottle=609|d=240
14545|14|Tea, herb, chamomile, brewed|chamomile tea|Kamillentee|1,0,0.2,0,0,0,0.002,1,9,2,0.08,1,0.04,0,1,0,0,0,0,1,0,0|fl oz=29.6;cup=237|p=237 d=237
14555|14|Water, bottled, generic|water;mineral water;bottled water;tap water;sparkling water;still water|Wasser;Mineralwasser;Leitungswasser;Sprudel;stilles Wasser|0,0,0,0,0,0,0,2,0,10,0,2,0,0,0,0,0,0,0,0,0,0|fl oz=29.6;cup=237;ml=1|d=237
14639|14|Rice drink, unsweetened, with added calcium, vitamins A and D|rice milk;rice drink;*oat milk;*oat drink;*oatmilk|Reismilch;Reisdrink;*Hafermilch;*Haferdrink|47,0.28,9.17,0.97,0.3,5.28,0,39,27,118,0.2,11,0.13,0,63,1,0.47,0.2,0.63,2,0.039,0|fl oz=30|d=245
15001|15|Fish, anchovy, european, raw|||131,20.4,0,4.84,0,0,1.28,104,383,147,3.25,41,1.72,0,15,,0.57,0.1,0.62,9,0.143,60||
15002|15|Fish, anchovy, european, canned in oil, drained solids|anchovies;anchovy|Sardellen;Anchovis|210,28.9,0,9.71,0,0,2.2,3668,544,232,4.63,69,2.44,0,12,1.7,3.33,12.1,0.88,13,0.203,85|anchovy=4;can=45;anchovies=4|p=4 d=20
15004|15|Fish, bass, striped, raw|||97,17.7,0,2.33,0,,0.507,69,256,15,0.84,40,0.4,0,27,,,,3.82,9,0.3,80|fillet=159|
15005|15|Fish, bluefish, raw|||124,20,0,4.24,0,,0.915,60,372,7,0.48,33,0.81,0,120,,,,5.39,2,0.402,59|fillet=150|
15006|15|Fish, burbot, raw|||90,19.3,0,0.81,0,,0.163,97,404,50,0.9,32,0.76,0,5,,,,0.8,1,0.3,60|fillet=116|
15007|15|Fish, butterfish, raw|||146,17.3,0,8.02,0,,3.38,89,375,22,0.5,25,0.77,0,30,,,,1.9,15,0.3,65|fillet=32|
15008|15|Fish, carp, raw|||127,17.8,0,5.6,0,0,1.08,49,333,41,1.24,29,1.48,1.6,9,24.7,0.63,0.1,1.53,15,0.19,66|fillet=218|
15009|15|Fish, carp, cooked, dry heat|carp|Karpfen|162,22.9,0,7.17,0,,1.39,63,427,52,1.59,38,1.9,1.6,10,,,,1.47,17,0.219,84|fillet=170|d=150
15010|15|Fish, catfish, channel, wild, raw|||95,16.4,0,2.82,0,,0.722,43,358,14,0.3,23,0.51,0.7,15,12.5,,,2.23,10,0.116,58|fillet=159|
15012|15|Fish, caviar, black and red, granular|caviar|Kaviar|264,24.6,4,17.9,0,0,4.06,1500,181,275,11.9,300,0.95,0,271,2.9,1.89,0.6,20,50,0.32,588|tbsp=16|d=16
15013|15|Fish, cisco, raw|||98,19,0,1.91,0,,0.421,55,354,12,0.4,17,0.37,0,30,,,,1,15,0.3,50|fillet=79|
15014|15|Fish, cisco, smoked|||177,16.4,0,11.9,0,0,1.74,481,293,26,0.49,17,0.3,0,283,13.3,0.22,0.1,4.26,2,0.268,32||
15015|15|Fish, cod, Atlantic, raw|||82,17.8,0,0.67,0,0,0.131,54,413,16,0.38,32,0.45,1,12,0.9,0.64,0.1,0.91,7,0.245,43|fillet=231|
15016|15|Fish, cod, Atlantic, cooked, dry heat|cod;cod fillet;baked cod;fish;white fish;fish fillet|Kabeljau;Dorsch;Kabeljaufilet;Fisch;Fischfilet;Weißfisch|105,22.8,0,0.86,0,0,0.168,78,244,14,0.49,42,0.58,1,14,1.2,0.81,0.1,1.05,8,0.283,55|fillet=180|d=120
15018|15|Fish, cod, Atlantic, dried and salted|||290,62.8,0,2.37,0,0,0.462,7027,1458,160,2.5,133,1.59,3.5,42,4,2.84,0.4,10,25,0.864,152|piece=80|
15019|15|Fish, cod, Pacific, raw|||69,15.3,0,0.41,0,0,0.085,303,235,8,0.16,20,0.31,0,2,0.5,0.54,0,1.98,7,0.117,47|fillet=116|
15020|15|Fish, croaker, Atlantic, raw|||104,17.8,0,3.17,0,0,1.09,56,345,15,0.37,40,0.42,0,12,0.7,1.29,0.1,2.5,15,0.3,61|fillet=79|
15022|15|Fish, cusk, raw|||87,19,0,0.69,0,,0.13,31,392,10,0.83,31,0.38,0,18,,,,1.04,2,0.387,41|fillet=122|
15023|15|Fish, dolphinfish, raw|||85,18.5,0,0.7,0,,0.188,88,416,15,1.13,30,0.46,0,54,,,,0.6,5,0.4,73|fillet=204|
15024|15|Fish, drum, freshwater, raw|||119,17.5,0,4.93,0,,1.12,75,275,60,0.9,30,0.66,1,51,,,,2,15,0.3,64|fillet=198|
15025|15|Fish, eel, mixed species, raw|||184,18.4,0,11.7,0,0,2.36,51,272,20,0.5,20,1.62,1.8,1043,23.3,4,0,3,15,0.067,126|fillet=204|
15026|15|Fish, eel, mixed species, cooked, dry heat|eel|Aal|236,23.6,0,14.9,0,,3.02,65,349,26,0.64,26,2.08,1.8,1137,,,,2.89,17,0.077,161|fillet=159|d=80
15027|15|Fish, fish sticks, frozen, prepared|fish sticks;fish fingers;fish stick;fish finger|Fischstäbchen|277,11,21.7,16.2,1.5,1.65,3.73,402,185,16,0.84,25,0.42,0,4,0,6.88,4.7,0.96,24,0.078,28|piece=57;stick=28|p=28 d=112
15029|15|Fish, flatfish (flounder and sole species), cooked, dry heat|flounder;sole;plaice|Scholle;Seezunge|86,15.2,0,2.37,0,0,0.542,363,197,25,0.23,22,0.39,0,12,3.5,0.77,0.1,1.31,6,0.115,56|fillet=127|d=120
15031|15|Fish, grouper, mixed species, raw|||92,19.4,0,1.02,0,,0.233,53,483,27,0.89,31,0.48,0,43,,,,0.6,9,0.3,37|fillet=259|
15033|15|Fish, haddock, raw|||74,16.3,0,0.45,0,0,0.091,213,286,11,0.17,21,0.32,0,17,0.5,0.45,0.1,1.83,12,0.281,54|fillet=193|
15034|15|Fish, haddock, cooked, dry heat|haddock|Schellfisch|90,20,0,0.55,0,0,0.111,261,351,14,0.21,26,0.4,0,21,0.6,0.55,0.1,2.13,13,0.327,66|fillet=150|d=120
15035|15|Fish, haddock, smoked|||116,25.2,0,0.96,0,0,0.173,763,415,49,1.4,54,0.5,0,24,0.8,0.55,0.1,1.6,15,0.4,77||
15036|15|Fish, halibut, Atlantic and Pacific, raw|||91,18.6,0,1.33,0,0,0.292,68,435,7,0.16,23,0.36,0,20,4.7,0.61,0,1.1,12,0.548,49|fillet=408|
15037|15|Fish, halibut, Atlantic and Pacific, cooked, dry heat|halibut|Heilbutt|111,22.5,0,1.61,0,0,0.354,82,528,9,0.2,28,0.43,0,24,5.8,0.74,0,1.27,14,0.632,60|fillet=318|d=120
15038|15|Fish, halibut, Greenland, raw|||186,14.4,0,13.8,0,0,2.42,80,268,3,0.66,26,0.4,0,14,27.4,0.73,0.1,1,1,0.42,46|fillet=408|
15039|15|Fish, herring, Atlantic, raw|||158,18,0,9.04,0,0,2.04,90,327,57,1.1,32,0.99,0.7,28,4.2,1.07,0.1,13.7,10,0.302,60|fillet=184|
15040|15|Fish, herring, Atlantic, cooked, dry heat|herring|Hering;Brathering|203,23,0,11.6,0,0,2.62,115,419,74,1.41,41,1.27,0.7,36,5.4,1.37,0.1,13.1,12,0.348,77|fillet=143|d=100
15041|15|Fish, herring, Atlantic, pickled|pickled herring;*matjes|eingelegter Hering;Bismarckhering;Rollmops;*Matjes;*Matjesfilet|262,14.2,9.64,18,0,7.71,2.38,870,69,77,1.22,8,0.53,0,258,2.8,1.71,0.2,4.27,2,0.17,13|cup=140;piece=15|d=80
15042|15|Fish, herring, Atlantic, kippered|smoked herring;kippers;kipper;kippered herring;*smoked mackerel|Räucherhering;*Räuchermakrele;*geräucherte Makrele|217,24.6,0,12.4,0,0,2.79,918,447,84,1.51,46,1.36,1,40,2.2,1.54,0.1,18.7,14,0.413,82|fillet, large=65;fillet, medium=40;fillet, small=20|d=80
15043|15|Fish, herring, Pacific, raw|||195,16.4,0,13.9,0,,3.26,74,423,83,1.12,32,0.53,0,32,,,,10,5,0.45,77|fillet=184|
15044|15|Fish, ling, raw|||87,19,0,0.64,0,,0.12,135,379,34,0.65,63,0.78,0,30,,,,0.56,7,0.304,40|fillet=193|
15045|15|Fish, lingcod, raw|||85,17.7,0,1.06,0,,0.197,59,437,14,0.32,26,0.45,0,15,,,,3.6,9,0.3,52|fillet=386|
15046|15|Fish, mackerel, Atlantic, raw|||205,18.6,0,13.9,0,0,3.26,90,314,12,1.63,76,0.63,0.4,50,16.1,1.52,5,8.71,1,0.399,70|fillet=112|
15047|15|Fish, mackerel, Atlantic, cooked, dry heat|mackerel|Makrele|262,23.9,0,17.8,0,,4.18,83,401,15,1.57,97,0.94,0.4,54,,,,19,2,0.46,75|fillet=88|d=88
15048|15|Fish, mackerel, jack, canned, drained solids|||156,23.2,0,6.3,0,0,1.86,379,194,241,2.04,37,1.02,0.9,130,7.3,1.03,0.1,6.94,5,0.21,79|cup=190;can=361|
15049|15|Fish, mackerel, king, raw|||105,20.3,0,2,0,,0.363,158,435,31,1.78,32,0.56,1.6,218,,,,15.6,8,0.442,53|fillet=396|
15051|15|Fish, mackerel, spanish, raw|||139,19.3,0,6.3,0,0,1.83,59,446,11,0.44,33,0.49,1.6,39,7.3,0.69,0.1,2.4,1,0.4,76|fillet=187|
15053|15|Fish, milkfish, raw|||148,20.5,0,6.73,0,,1.66,72,292,51,0.32,30,0.82,0,30,,,,3.4,16,0.423,52||
15054|15|Fish, monkfish, raw|||76,14.5,0,1.52,0,,0.34,18,400,8,0.32,21,0.41,1,12,,,,0.9,7,0.24,25||
15055|15|Fish, mullet, striped, raw|||117,19.4,0,3.79,0,0,1.12,65,357,41,1.02,29,0.52,1.2,37,1.5,1,0.1,0.22,9,0.425,49|fillet=119|
15056|15|Fish, mullet, striped, cooked, dry heat|||150,24.8,0,4.86,0,,1.43,71,458,31,1.41,33,0.88,1.2,42,,,,0.25,10,0.49,63|fillet=93|
15057|15|Fish, ocean perch, Atlantic, raw|||79,15.3,0,1.54,0,0,0.273,287,187,28,0.22,23,0.29,0,12,1.2,0.76,0.1,1.5,9,0.073,52|fillet=64|
15059|15|Fish, pout, ocean, raw|||79,16.6,0,0.91,0,,0.32,61,400,10,0.28,13,1.03,0,12,,,,0.9,7,0.24,52|fillet=352|
15060|15|Fish, perch, mixed species, raw|||91,19.4,0,0.92,0,0,0.185,62,269,80,0.9,30,1.11,1.7,9,3,0.2,0.1,1.9,5,0.12,90|fillet=60|
15061|15|Fish, perch, mixed species, cooked, dry heat|perch|Barsch;*Zander;*Zanderfilet|117,24.9,0,1.18,0,,0.237,79,344,102,1.16,38,1.43,1.7,10,,,,2.2,6,0.14,115|fillet=46|d=100
15062|15|Fish, pike, northern, raw|||88,19.3,0,0.69,0,0,0.118,39,259,57,0.55,31,0.67,3.8,21,2.5,0.2,0.1,2,15,0.117,39|fillet=396|
15063|15|Fish, pike, northern, cooked, dry heat|pike|Hecht|113,24.7,0,0.88,0,,0.151,49,331,73,0.71,40,0.86,3.8,24,,,,2.3,17,0.135,50|fillet=310|d=120
15064|15|Fish, pike, walleye, raw|||93,19.1,0,1.22,0,,0.249,51,389,110,1.3,30,0.62,0,21,,,,2,15,0.12,86|fillet=159|
15065|15|Fish, pollock, Atlantic, raw|||92,19.4,0,0.98,0,0,0.135,86,356,60,0.46,67,0.47,0,14,1,0.23,0.1,3.19,3,0.287,71|fillet=386|
15066|15|Fish, pollock, Alaska, raw|||56,12.2,0,0.41,0,0,0.124,333,160,15,0.22,16,0.31,0,3,0.2,0.49,0,1.63,3,0.069,46|fillet=77|
15067|15|Fish, pollock, Alaska, cooked, dry heat|pollock;alaska pollock|Seelachs;Seelachsfilet;Alaska-Seelachs;Pollack|111,23.5,0,1.18,0,0,0.159,419,430,72,0.56,81,0.57,0,17,1.3,0.28,0.1,3.66,3,0.329,86|fillet=60|d=120
15068|15|Fish, pompano, florida, raw|||164,18.5,0,9.47,0,0,3.51,65,381,22,0.6,27,0.72,0,40,11,0.18,0.1,1.3,15,0.2,50|fillet=112|
15069|15|Fish, pompano, florida, cooked, dry heat|||211,23.7,0,12.1,0,,4.5,76,636,43,0.67,31,0.69,0,36,,,,1.2,17,0.23,64|fillet=88|
15072|15|Fish, roe, mixed species, raw|||143,22.3,1.5,6.42,0,0,1.46,91,221,22,0.6,20,1,16,90,12.1,7,0.2,10,80,0.16,374|tbsp=14;can, solids and liquid=227|
15073|15|Fish, roughy, orange, raw|||76,16.4,0,0.7,0,0,0.015,72,167,9,1.01,17,0.23,0,21,,1.2,0.7,0.38,26,0.052,60||
15074|15|Fish, sablefish, raw|||195,13.4,0,15.3,0,,3.2,56,358,35,1.28,55,0.32,0,93,,,,1.5,15,0.3,49|fillet=386|
15075|15|Fish, sablefish, smoked|||257,17.6,0,20.1,0,,4.21,737,471,50,1.69,74,0.43,0,122,,,,2,20,0.39,64||
15076|15|Fish, salmon, Atlantic, wild, raw|||142,19.8,0,6.34,0,,0.981,44,490,12,0.8,29,0.64,0,12,,,,3.18,25,0.818,55|fillet=396|
15077|15|Fish, salmon, chinook, smoked|smoked salmon;lox|Räucherlachs;geräucherter Lachs;Lachs geräuchert|117,18.3,0,4.32,0,0,0.929,672,175,11,0.85,18,0.31,0,26,17.1,1.35,0.1,3.26,2,0.278,23|cup, cooked=136|s=20 d=50
15078|15|Fish, salmon, chinook, raw|||179,19.9,0,10.4,0,0,3.1,47,394,26,0.25,95,0.44,4,136,,1.22,,1.3,30,0.4,50|fillet=396|
15079|15|Fish, salmon, chum, raw|||120,20.1,0,3.77,0,,0.84,50,429,11,0.55,22,0.47,0,30,,1.09,,3,4,0.4,74|fillet=396|
15081|15|Fish, salmon, coho, wild, raw|||146,21.6,0,5.93,0,0,1.26,46,423,36,0.56,31,0.41,1,40,9,0.73,0.1,4.17,9,0.549,45|fillet=396|
15083|15|Fish, salmon, pink, raw|||127,20.5,0,4.4,0,0,0.81,75,366,7,0.38,27,0.39,0,35,10.9,0.4,0.4,4.15,4,0.611,46|fillet=318|
15085|15|Fish, salmon, sockeye, raw|||142,21.3,0,5.61,0,0,1.18,112,343,10,0.42,30,0.42,0,58,11,0.95,0.1,5.95,8,0.612,53|fillet=396|
15086|15|Fish, salmon, sockeye, cooked, dry heat|||169,25.4,0,6.69,0,0,1.41,134,408,12,0.5,36,0.5,0,69,13.1,1.14,0.1,5.67,9,0.693,63|fillet=310|
15088|15|Fish, sardine, Atlantic, canned in oil, drained solids with bone|sardines;canned sardines;sardine|Sardinen;Ölsardinen;Sardine|208,24.6,0,11.4,0,0,1.53,307,397,382,2.92,39,1.31,0,32,4.8,2.04,2.6,8.94,10,0.167,142|cup, drained=149;can=92;small=12;sardines=12|p=12 d=85
15090|15|Fish, scup, raw|||105,18.9,0,2.73,0,0,0.64,42,287,40,0.53,23,0.48,0,27,1.2,0.5,0.1,1.4,15,0.3,52|fillet=64;cup=166|
15091|15|Fish, sea bass, mixed species, raw|||97,18.4,0,2,0,0,0.511,68,256,10,0.29,41,0.4,0,46,5.6,0.84,0.1,0.3,5,0.4,41|fillet=129|
15092|15|Fish, sea bass, mixed species, cooked, dry heat|sea bass|Wolfsbarsch|124,23.6,0,2.56,0,,0.655,87,328,13,0.37,53,0.52,0,64,,,,0.3,6,0.46,53|fillet=101|d=120
15093|15|Fish, seatrout, mixed species, raw|||104,16.7,0,3.61,0,,1.01,58,341,17,0.27,31,0.45,0,30,,,,3,5,0.4,83|fillet=238|
15094|15|Fish, shad, american, raw|||197,16.9,0,13.8,0,0,3.13,51,384,47,0.97,30,0.37,0,32,4.8,1.22,0.1,0.15,15,0.4,75|fillet=184|
15097|15|Fish, sheepshead, raw|||108,20.2,0,2.41,0,,0.609,71,404,21,0.46,32,0.39,0,30,,,,2,15,0.3,50|fillet=238|
15098|15|Fish, sheepshead, cooked, dry heat|||126,26,0,1.63,0,,0.36,73,512,37,0.67,35,0.63,0,35,,,,2.3,17,0.35,64|fillet=186|
15099|15|Fish, smelt, rainbow, raw|||97,17.6,0,2.42,0,0,0.452,60,290,60,0.9,30,1.65,0,15,0.8,0.5,0.1,3.44,4,0.15,70||
15101|15|Fish, snapper, mixed species, raw|||100,20.5,0,1.34,0,0,0.285,64,417,32,0.18,32,0.36,1.6,32,10.2,0.96,0.1,3,5,0.4,37|fillet=218|
15103|15|Fish, spot, raw|||123,18.5,0,4.9,0,,1.45,29,496,14,0.32,42,0.51,0,30,,,,3,5,0.4,60|fillet=64|
15105|15|Fish, sturgeon, mixed species, cooked, dry heat|||135,20.7,0,5.18,0,0,1.17,69,364,17,0.9,45,0.54,0,263,12.9,0.63,0.1,2.5,17,0.23,77|cup, cooked=136;piece=145|
15107|15|Fish, sucker, white, raw|||92,16.8,0,2.32,0,,0.452,40,380,70,1.3,30,0.75,0,51,,,,2,15,0.2,41|fillet=159|
15108|15|Fish, sunfish, pumpkin seed, raw|||89,19.4,0,0.7,0,,0.139,80,350,80,1.2,30,1.55,1,15,,,,2,15,0.12,67|fillet=48|
15109|15|Fish, surimi|surimi;crab sticks;crab stick|Surimi|99,15.2,6.85,0.9,0,0,0.191,143,112,9,0.26,43,0.33,0,20,,0.63,0.1,1.6,2,0.03,30||d=85
15110|15|Fish, swordfish, raw|||144,19.7,0,6.65,0,0,1.6,81,418,5,0.38,29,0.66,0,36,13.9,2.02,0.1,1.7,2,0.543,66|piece=136|
15111|15|Fish, swordfish, cooked, dry heat|swordfish|Schwertfisch|172,23.4,0,7.93,0,0,1.91,97,499,6,0.45,35,0.78,0,43,16.6,2.41,0.1,1.62,2,0.615,78|piece=106|d=120
15112|15|Fish, tilefish, raw|||96,17.5,0,2.31,0,,0.441,53,433,26,0.25,28,0.37,0,18,,,,2.2,15,0.26,50|fillet=386|
15113|15|Fish, tilefish, cooked, dry heat|||147,24.5,0,4.69,0,,0.868,59,512,26,0.31,33,0.53,0,21,,,,2.5,17,0.3,64|fillet=300|
15114|15|Fish, trout, mixed species, raw|||148,20.8,0,6.61,0,0,1.15,52,361,43,1.5,22,0.66,0.5,17,3.9,0.2,0.1,7.79,13,0.2,58|fillet=79|
15115|15|Fish, trout, rainbow, wild, raw|||119,20.5,0,3.46,0,,0.722,31,481,67,0.7,31,1.08,2.4,19,,,,4.45,12,0.406,59|fillet=159|
15119|15|Fish, tuna, light, canned in oil, drained solids|tuna in oil;tuna canned in oil|Thunfisch in Öl|198,29.1,0,8.21,0,0,1.53,416,207,13,1.39,31,0.9,0,23,6.7,0.87,44,2.2,5,0.11,18|cup, solid or chunks=146;can=171;can, drained=321|d=85 w=can:171
15121|15|Fish, tuna, light, canned in water, drained solids|tuna;canned tuna;tuna in water;tuna canned in water;can of tuna|Thunfisch;Thunfisch in Wasser;Thunfisch aus der Dose;Thunfisch im eigenen Saft;Thunfischkonserve|86,19.4,0,0.96,0,0,0.211,247,179,17,1.63,23,0.69,0,17,1.2,0.33,0.2,2.55,4,0.319,36|can=165;cup, solid or chunks=154;can, drained=315|d=85 w=can:165
15123|15|Fish, tuna, fresh, skipjack, raw|||103,22,0,1.01,0,,0.328,37,407,29,1.25,34,0.82,1,16,,,,1.9,9,0.85,47|fillet=396|
15128|15|Fish, tuna salad|tuna salad|Thunfischsalat;Thunfischcreme|187,16,9.41,9.26,0,,1.54,402,178,17,1,19,0.56,2.2,24,,,,1.2,8,0.081,13|cup=205|d=100
15129|15|Fish, turbot, european, raw|||95,16.1,0,2.95,0,,0.75,150,238,18,0.36,51,0.22,1.7,11,,,,2.2,8,0.21,48|fillet=408|
15130|15|Fish, whitefish, mixed species, raw|||134,19.1,0,5.86,0,0,0.906,51,317,26,0.37,33,0.99,0,36,12,0.2,0.1,1,15,0.3,60|fillet=198|
15131|15|Fish, whitefish, mixed species, smoked|||108,23.4,0,0.93,0,0,0.228,1019,423,18,0.5,23,0.49,0,57,12.8,0.21,0.1,3.26,7,0.389,33|cup, cooked=136|
15132|15|Fish, whiting, mixed species, raw|||90,18.3,0,1.31,0,0,0.247,72,249,48,0.34,21,0.88,0,30,1.4,0.3,0.1,2.3,13,0.156,67|fillet=92|
15134|15|Fish, wolffish, Atlantic, raw|||96,17.5,0,2.39,0,,0.365,85,300,6,0.09,30,0.78,0,113,,,,2.03,5,0.4,46|fillet=306|
15135|15|Fish, yellowtail, mixed species, raw|||146,23.1,0,5.24,0,,1.28,39,420,23,0.49,30,0.52,2.8,29,,,0.1,1.3,4,0.16,55|fillet=374|
15136|15|Crustaceans, crab, alaska king, raw|||84,18.3,0,0.6,0,,0.09,836,204,46,0.59,49,5.95,7,7,,,,9,44,0.15,42|leg=172|
15139|15|Crustaceans, crab, blue, raw|||87,18.1,0.04,1.08,0,,0.222,293,329,89,0.74,34,3.54,3,2,,,,9,44,0.15,78|crab=21|
15140|15|Crustaceans, crab, blue, cooked, moist heat|crab;crab meat;crabmeat|Krebsfleisch;Krabbenfleisch|83,17.9,0,0.74,0,0,0.201,395,259,91,0.5,36,3.81,3.3,1,0,1.84,0.3,3.33,51,0.156,97|cup, flaked and pieces=118;cup=135|d=85
15141|15|Crustaceans, crab, blue, canned|||83,17.9,0,0.74,0,0,0.201,563,259,91,0.5,36,3.81,3.3,1,0,1.84,0.3,3.33,51,0.156,97|cup=135;can, drained=125|
15143|15|Crustaceans, crab, dungeness, raw|||86,17.4,0.74,0.97,0,,0.132,295,354,46,0.37,45,4.27,3.5,27,,,,9,44,0.15,59|crab=163|
15147|15|Crustaceans, lobster, northern, raw|||77,16.5,0,0.75,0,0,0.181,423,200,84,0.26,38,3.53,0,1,0,0.87,0,1.25,10,0.104,127|lobster=150|
15148|15|Crustaceans, lobster, northern, cooked, moist heat|lobster|Hummer|89,19,0,0.86,0,0,0.208,486,230,96,0.29,43,4.05,0,1,0,1,0,1.43,11,0.119,146|cup=145|d=85
15149|15|Crustaceans, shrimp, mixed species, raw|||71,13.6,0.91,1.01,0,0,0.261,566,113,54,0.21,22,0.97,0,54,0.1,1.32,0.3,1.11,19,0.161,126|medium=6;small=5;large=7|
15150|15|Crustaceans, shrimp, mixed species, cooked, breaded and fried|fried shrimp;breaded shrimp|frittierte Garnelen|242,21.4,11.5,12.3,0.4,0.8,2.09,344,225,67,1.26,40,1.38,1.5,56,0.1,1.3,1,1.87,33,0.098,138|large=7.5|p=7.5 d=85
15151|15|Crustaceans, shrimp, mixed species, cooked, moist heat|shrimp;prawns;shrimps;cooked shrimp;boiled shrimp|Garnelen;Krabben;Shrimps;Scampi;Gambas|119,22.8,1.52,1.7,0,0,0.521,947,170,91,0.32,37,1.63,0,90,0.1,2.2,0.4,1.66,24,0.242,211|large=5.5|p=5.5 d=85
15152|15|Crustaceans, shrimp, mixed species, canned|||100,20.4,0,1.36,0,0,0.188,870,80,145,2.13,33,1.96,4.1,0,0,1.1,0,0.74,9,0.01,252|cup=128;can, drained=128;shrimp=3.2|
15157|15|Mollusks, clam, mixed species, raw|||86,14.7,3.57,0.96,0,0,0.187,601,46,39,1.62,19,0.51,0,90,0,0.68,0.2,11.3,5,0.01,30|large=20;medium=14.5;small=9;cup=227|
15159|15|Mollusks, clam, mixed species, cooked, moist heat|clams|Venusmuscheln|148,25.6,5.13,1.95,0,,0.188,1202,628,92,2.81,18,2.73,22.1,171,,,,98.9,29,0.11,67|small=9.5|d=85
15164|15|Mollusks, mussel, blue, raw|||86,11.9,3.69,2.24,0,0,0.425,286,320,26,3.95,34,1.6,8,48,0,0.55,0.1,12,42,0.05,28|cup=150;large=20;medium=16;small=10|
15165|15|Mollusks, mussel, blue, cooked, moist heat|mussels|Miesmuscheln;Muscheln|172,23.8,7.39,4.48,0,,0.85,369,268,33,6.72,37,2.67,13.6,91,,,,24,76,0.1,56||d=85
15167|15|Mollusks, oyster, eastern, wild, raw|||51,5.71,2.72,1.71,0,0.62,0.474,85,156,59,4.61,18,39.3,0,13,0,0.85,1,8.75,7,0.031,40|medium=14;cup=248|
15169|15|Mollusks, oyster, eastern, wild, cooked, moist heat|oysters|Austern|102,11.4,5.45,3.42,0,1.23,0.948,166,139,116,9.21,35,78.6,0,26,0,1.7,2,17.5,14,0.061,79|medium=7|d=85
15170|15|Mollusks, oyster, eastern, canned|||68,7.06,3.91,2.47,0,0,0.631,112,229,45,6.7,54,91,5,90,0,0.85,0.1,19.1,9,0.095,55|cup, undrained=248;can, oysters and liquid=272;oyster=8;cup, drained=162|
15171|15|Mollusks, oyster, Pacific, raw|||81,9.45,4.95,2.3,0,,0.51,106,168,8,5.11,22,16.6,8,81,,,,16,10,0.05,50|medium=50|
15172|15|Mollusks, scallop, mixed species, raw|||69,12.1,3.18,0.49,0,0,0.128,392,205,6,0.38,22,0.91,0,1,0,0,0,1.41,16,0.073,24|unit 2 large or 5 small=30|
15175|15|Mollusks, squid, mixed species, raw|squid|Tintenfisch|92,15.6,3.08,1.38,0,0,0.358,44,246,32,0.68,33,1.53,4.7,10,0,1.2,0,1.3,5,0.056,233||d=85
15176|15|Mollusks, squid, mixed species, cooked, fried|calamari;fried calamari;fried squid|Calamari;Tintenfischringe;Calamares|175,17.9,7.79,7.48,0,,1.88,306,279,39,1.01,38,1.74,4.2,11,,,,1.23,14,0.058,260||d=85
15188|15|Fish, bass, striped, cooked, dry heat|||124,22.7,0,2.99,0,,0.65,88,328,19,1.08,51,0.51,0,31,,,,4.41,10,0.346,103|fillet=124|
15189|15|Fish, bluefish, cooked, dry heat|||159,25.7,0,5.44,0,,1.17,77,477,9,0.62,42,1.04,0,138,,,,6.22,2,0.464,76|fillet=117|
15190|15|Fish, burbot, cooked, dry heat|||115,24.8,0,1.04,0,,0.209,124,518,64,1.15,41,0.97,0,5,,,,0.92,1,0.346,77|fillet=90|
15191|15|Fish, butterfish, cooked, dry heat|||187,22.1,0,10.3,0,,,114,481,28,0.64,32,0.99,0,33,,,,1.83,17,0.346,83|fillet=25|
15192|15|Fish, cod, Pacific, cooked, dry heat|||85,18.7,0,0.5,0,0,0.105,372,289,10,0.2,24,0.39,0,2,0.6,0.67,0,2.31,8,0.136,57|fillet=90|
15193|15|Fish, cusk, cooked, dry heat|||112,24.4,0,0.88,0,,,40,503,13,1.06,40,0.49,0,21,,,,1.2,2,0.447,53|fillet=95|
15194|15|Fish, dolphinfish, cooked, dry heat|||109,23.7,0,0.9,0,,0.241,113,533,19,1.45,38,0.59,0,62,,,,0.69,6,0.462,94|fillet=159|
15195|15|Fish, drum, freshwater, cooked, dry heat|||153,22.5,0,6.32,0,,1.43,96,353,77,1.15,38,0.85,1,59,,,,2.31,17,0.346,82|fillet=154|
15197|15|Fish, herring, Pacific, cooked, dry heat|||250,21,0,17.8,0,,4.17,95,542,106,1.44,41,0.68,0,35,,,,9.62,6,0.519,99|fillet=144|
15198|15|Fish, ling, cooked, dry heat|||111,24.4,0,0.82,0,,,173,486,44,0.83,81,1,0,35,,,,0.65,8,0.351,51|fillet=151|
15199|15|Fish, lingcod, cooked, dry heat|||109,22.6,0,1.36,0,,0.255,76,560,18,0.41,33,0.58,0,17,,,,4.15,10,0.346,67|fillet=302|
15200|15|Fish, mackerel, king, cooked, dry heat|||134,26,0,2.56,0,,0.465,203,558,40,2.28,41,0.72,1.6,252,,,,18,9,0.51,68|fillet=308|
15204|15|Fish, pike, walleye, cooked, dry heat|||119,24.5,0,1.56,0,,0.319,65,499,141,1.67,38,0.79,0,24,,,,2.31,17,0.138,110|fillet=124|
15206|15|Fish, pout, ocean, cooked, dry heat|||102,21.3,0,1.17,0,,0.41,78,513,13,0.36,17,1.32,0,14,,,,1.04,8,0.277,67|fillet=274|
15208|15|Fish, sablefish, cooked, dry heat|||250,17.2,0,19.6,0,,4.1,72,459,45,1.64,71,0.41,0,102,,,,1.44,17,0.346,63|fillet=302|
15210|15|Fish, salmon, chinook, cooked, dry heat|||231,25.7,0,13.4,0,,3.21,60,505,28,0.91,122,0.56,4.1,149,,,,2.87,35,0.462,85|fillet=308|
15211|15|Fish, salmon, chum, cooked, dry heat|||154,25.8,0,4.83,0,,1.08,64,550,14,0.71,28,0.6,0,34,,,,3.46,5,0.462,95|fillet=308|
15212|15|Fish, salmon, pink, cooked, dry heat|||153,24.6,0,5.28,0,0,0.971,90,439,8,0.45,32,0.46,0,42,13,0.48,0.5,4.73,5,0.696,55|fillet=248|
15213|15|Fish, scup, cooked, dry heat|||135,24.2,0,3.5,0,,,54,368,51,0.68,29,0.62,0,31,,,,1.62,17,0.346,67|fillet=50|
15215|15|Fish, shad, american, cooked, dry heat|||252,21.7,0,17.6,0,,,65,492,60,1.24,38,0.47,0,36,,,,0.14,17,0.462,96|fillet=144|
15216|15|Fish, spot, cooked, dry heat|||158,23.7,0,6.28,0,,1.86,37,636,18,0.41,54,0.65,0,35,,,,3.46,6,0.462,77|fillet=50|
15217|15|Fish, sucker, white, cooked, dry heat|||119,21.5,0,2.97,0,,0.579,51,487,90,1.67,38,0.96,0,59,,,,2.31,17,0.231,53|fillet=124|
15219|15|Fish, trout, mixed species, cooked, dry heat|trout;rainbow trout|Forelle;Regenbogenforelle|190,26.6,0,8.47,0,,1.47,67,463,55,1.92,28,0.85,0.5,19,,,,7.49,15,0.231,74|fillet=62|d=120
15221|15|Fish, tuna, yellowfin, fresh, cooked, dry heat|tuna steak;fresh tuna;yellowfin tuna|Thunfischsteak;frischer Thunfisch|130,29.1,0,0.59,0,0,0.205,54,527,4,0.92,42,0.45,0,22,2,0.29,0.1,2.35,2,1.04,47||d=120
15222|15|Fish, turbot, european, cooked, dry heat|||122,20.6,0,3.78,0,,,192,305,23,0.46,65,0.28,1.7,12,,,,2.54,9,0.242,62|fillet=318|
15230|15|Mollusks, octopus, common, cooked, moist heat|octopus|Oktopus;Krake|164,29.8,4.4,2.08,0,0,0.453,460,630,106,9.54,60,3.36,8,90,0,1.2,0.1,36,24,0.648,96||d=85
15234|15|Fish, catfish, channel, farmed, raw|||119,15.2,0,5.94,0,0,1.31,98,302,8,0.23,19,0.48,0,0,0.2,0.81,2.1,2.88,10,0.154,55|fillet=159|
15235|15|Fish, catfish, channel, farmed, cooked, dry heat|catfish|Wels|144,18.4,0,7.19,0,0,1.59,119,366,9,0.28,23,0.58,0,1,0.3,0.97,2.5,2.78,12,0.177,66|fillet=143|d=120
15236|15|Fish, salmon, Atlantic, farmed, raw|raw salmon|roher Lachs|208,20.4,0,13.4,0,,3.05,59,363,9,0.34,27,0.36,3.9,,,3.55,0.5,3.23,26,0.636,55|fillet=396|
15237|15|Fish, salmon, Atlantic, farmed, cooked, dry heat|salmon;cooked salmon;salmon fillet;baked salmon;grilled salmon;farmed salmon;atlantic salmon|Lachs;Lachsfilet;gebratener Lachs;gegrillter Lachs|206,22.1,0,12.3,0,,2.5,61,384,15,0.34,30,0.43,3.7,,,,,2.8,34,0.647,63|fillet=356|d=120 raw=15236
15238|15|Fish, salmon, coho, farmed, raw|||160,21.3,0,7.67,0,,1.82,47,450,12,0.34,31,0.43,1.1,56,,,,2.67,13,0.66,51|fillet=159|
15240|15|Fish, trout, rainbow, farmed, raw|||141,19.9,0,6.18,0,0,1.38,51,377,25,0.31,25,0.45,2.9,84,15.9,2.34,0.1,4.3,11,0.34,59|fillet=79|
15245|15|Mollusks, oyster, eastern, farmed, raw|||59,5.22,5.53,1.55,0,,0.443,178,124,44,5.78,33,37.9,4.7,8,,,,16.2,18,0.06,25|medium=14|
15250|15|Mollusks, conch, baked or broiled|||130,26.3,1.7,1.2,0,0,0.37,153,163,98,1.41,238,1.71,0,7,0,6.33,0.2,5.25,179,0.06,65|cup, sliced=127|
15261|15|Fish, tilapia, raw|||96,20.1,0,1.7,0,0,0.585,52,302,10,0.56,27,0.33,0,0,3.1,0.4,1.4,1.58,24,0.162,50|fillet=116|
15262|15|Fish, tilapia, cooked, dry heat|tilapia|Tilapia|128,26.1,0,2.65,0,0,0.94,56,380,14,0.69,34,0.41,0,0,3.7,0.79,0.9,1.86,6,0.123,57|fillet=87|p=87 d=120
15274|15|Fish, trout, brook, raw, New York State|||110,21.2,0,2.73,,,0.595,45,417,25,0.38,28,0.55,,,,,,2.77,,0.273,60|filet=149;fish=332|
16001|16|Beans, adzuki, mature seeds, raw|||329,19.9,62.9,0.53,12.7,,0.191,5,1254,66,4.98,127,5.04,0,1,0,,,0,622,0.351,0|cup=197|
16004|16|Beans, adzuki, yokan, mature seeds|||260,3.29,60.7,0.12,,,0.043,83,45,27,1.16,18,0.07,0,0,0,,,0,8,0.008,0|slice=14|
16005|16|Beans, baked, home prepared|||155,5.54,21.6,5.15,5.5,,1.95,422,358,61,1.99,43,0.73,1.1,0,0,,,0,48,0.09,5|cup=253|
16006|16|Beans, baked, canned, plain or vegetarian|baked beans|Baked Beans;gebackene Bohnen|94,4.75,21.1,0.37,4.1,7.96,0.071,343,224,34,1.19,27,2.28,0,5,0,0.15,0.8,0,12,0.084,0|cup=254|d=127
16007|16|Beans, baked, canned, with beef|||121,6.38,16.9,3.45,,,1.68,475,320,45,1.6,25,1.2,1.8,11,0,,,0,43,0.09,22|cup=266|
16008|16|Beans, baked, canned, with franks|||142,6.75,15.4,6.57,6.9,6.53,2.35,430,235,48,1.73,28,1.87,2.3,4,0,0.16,1,0.34,30,0.046,6|cup=259|
16009|16|Beans, baked, canned, with pork|||106,5.19,20,1.55,5.5,,0.599,414,309,53,1.7,34,1.46,2,0,0,,,0,36,0.064,7|cup=253|
16014|16|Beans, black, mature seeds, raw|||341,21.6,62.4,1.42,15.5,2.12,0.366,5,1483,123,5.02,171,3.65,0,0,0,0.21,5.6,0,444,0.286,0|cup=194;tbsp=12.1|
16015|16|Beans, black, mature seeds, cooked, boiled, without salt|black beans;cooked black beans|schwarze Bohnen|132,8.86,23.7,0.54,8.7,,0.139,1,355,27,2.1,70,1.12,0,0,0,,,0,149,0.069,0|cup=172|d=172 raw=16014
16016|16|Beans, black turtle, mature seeds, raw|||339,21.3,63.3,0.9,15.5,2.12,0.232,9,1500,160,8.7,160,2.2,0,0,0,0.21,5.6,0,444,0.286,0|cup=184|
16022|16|Beans, french, mature seeds, raw|||343,18.8,64.1,2.02,25.2,,0.221,18,1316,186,3.4,188,1.9,4.6,0,0,,,0,399,0.401,0|cup=184|
16024|16|Beans, great northern, mature seeds, raw|||339,21.9,62.4,1.14,20.2,2.26,0.356,14,1387,175,5.47,189,2.31,5.3,0,0,0.22,6,0,482,0.447,0|cup=183|
16032|16|Beans, kidney, red, mature seeds, raw|||337,22.5,61.3,1.06,15.2,2.1,0.154,12,1359,83,6.69,138,2.79,4.5,0,0,0.21,5.6,0,394,0.397,0|cup=184;tbsp=12.2|
16033|16|Beans, kidney, red, mature seeds, cooked, boiled, without salt|kidney beans;red beans;cooked kidney beans;red kidney beans|Kidneybohnen;rote Bohnen|127,8.67,22.8,0.5,7.4,0.32,0.072,2,403,28,2.94,45,1.07,1.2,0,0,0.03,8.4,0,130,0.12,0|cup=177;tbsp=11|d=177 raw=16032
16037|16|Beans, navy, mature seeds, raw|||337,22.3,60.8,1.5,24.4,3.88,0.17,5,1185,147,5.49,175,3.65,,0,0,0.02,2.5,0,364,0.428,|cup=208|
16039|16|Beans, navy, mature seeds, canned|||113,7.53,20.4,0.43,5.1,0.28,0.112,448,288,47,1.85,47,0.77,0.7,0,0,0.78,2.9,0,62,0.103,0|cup=262|
16040|16|Beans, pink, mature seeds, raw|||343,21,64.2,1.13,12.7,2.14,0.292,8,1464,130,6.77,182,2.55,0,0,0,0.21,5.7,0,463,0.527,0|cup=210|
16042|16|Beans, pinto, mature seeds, raw|||347,21.4,62.5,1.23,15.5,2.11,0.235,12,1393,113,5.07,176,2.28,6.3,0,0,0.21,5.6,0,525,0.474,0|cup=193;tbsp=12|
16043|16|Beans, pinto, mature seeds, cooked, boiled, without salt|pinto beans;cooked pinto beans|Pintobohnen;Wachtelbohnen|143,9.01,26.2,0.65,9,0.34,0.136,1,436,46,2.09,50,0.98,0.8,0,0,0.94,3.5,0,172,0.229,0|cup=171;tbsp=10.6|d=171 raw=16042
16045|16|Beans, small white, mature seeds, raw|||336,21.1,62.3,1.18,24.9,,0.304,12,1542,173,7.73,183,2.81,0,0,0,,,0,386,0.439,0|cup=215|
16047|16|Beans, yellow, mature seeds, raw|||345,22,60.7,2.6,25.1,,0.671,12,1042,166,7.01,222,2.83,0,0,0,,,0,389,0.442,0|cup=196|
16049|16|Beans, white, mature seeds, raw|||333,23.4,60.3,0.85,15.2,2.11,0.219,16,1795,240,10.4,190,3.67,0,0,0,0.21,5.6,0,388,0.318,0|cup=202;tbsp=12.6|
16050|16|Beans, white, mature seeds, cooked, boiled, without salt|white beans;cooked white beans;beans|weiße Bohnen;Bohnen|139,9.73,25.1,0.35,6.3,0.34,0.091,6,561,90,3.7,63,1.38,0,0,0,0.94,3.5,0,81,0.093,0|cup=179;tbsp=11.2|d=179 raw=16049
16051|16|Beans, white, mature seeds, canned|||114,7.26,21.2,0.29,4.8,0.29,0.076,5,454,73,2.99,51,1.12,0,0,0,0.79,2.9,0,65,0.075,0|cup=262|
16052|16|Broadbeans (fava beans), mature seeds, raw|||341,26.1,58.3,1.53,25,5.7,0.254,13,1062,103,6.7,192,3.14,1.4,3,0,0.05,9,0,423,0.366,0|cup=150;tbsp=9.4|
16053|16|Broadbeans (fava beans), mature seeds, cooked, boiled, without salt|fava beans;broad beans|dicke Bohnen;Ackerbohnen;Saubohnen|110,7.6,19.6,0.4,5.4,1.82,0.066,5,268,36,1.5,43,1.01,0.3,1,0,0.02,2.9,0,104,0.072,0|cup=170|d=170
16055|16|Carob flour|||222,4.62,88.9,0.65,39.8,49.1,0.09,35,827,348,2.94,54,0.92,0.2,1,0,0.63,0,0,29,0.366,0|cup=103;tbsp=6|
16056|16|Chickpeas (garbanzo beans, bengal gram), mature seeds, raw|||364,19.3,60.6,6.04,17.4,10.7,0.626,24,875,105,6.24,115,3.43,4,3,0,0.82,9,0,557,0.535,0|cup=200;tbsp=12.5|
16057|16|Chickpeas (garbanzo beans, bengal gram), mature seeds, cooked, boiled, without salt|chickpeas;garbanzo beans;cooked chickpeas;chick peas|Kichererbsen;gekochte Kichererbsen|164,8.86,27.4,2.59,7.6,4.8,0.269,7,291,49,2.89,48,1.53,1.3,1,0,0.35,4,0,172,0.139,0|cup=164|d=164 raw=16056
16059|16|Chili with beans, canned|||112,5.71,11.9,5.49,4.4,1.19,2.35,522,365,47,3.43,45,2,1.7,17,0,0.52,1.9,0,23,0.132,17|cup=256;tbsp=16|
16060|16|Cowpeas, catjang, mature seeds, raw|||343,23.9,59.6,2.07,10.7,,0.542,58,1375,85,9.95,333,6.11,1.5,2,0,,,0,639,0.361,0|cup=167|
16067|16|Hyacinth beans, mature seeds, raw|||344,23.9,60.7,1.69,25.6,,0.288,21,1235,130,5.1,283,9.3,0,0,0,,,0,23,0.155,0|cup=210|
16069|16|Lentils, raw|||343,25.8,60.1,1.06,30.5,2.03,0.156,6,955,56,7.54,122,4.78,4.4,2,0,0.49,5,0,479,0.54,0|cup=192;tablespoon=12|
16070|16|Lentils, mature seeds, cooked, boiled, without salt|lentils;cooked lentils;boiled lentils|Linsen;gekochte Linsen;Tellerlinsen;rote Linsen;Berglinsen|116,9.02,20.1,0.38,7.9,1.8,0.053,2,369,19,3.33,36,1.27,1.5,0,0,0.11,1.7,0,181,0.178,0|cup=198;tbsp=12.3|d=198 raw=16069
16071|16|Lima beans, large, mature seeds, raw|||338,21.5,63.4,0.69,19,8.5,0.161,18,1724,81,7.51,224,2.83,0,0,0,0.72,6,0,395,0.512,0|cup=178;tbsp=11.1|
16072|16|Lima beans, large, mature seeds, cooked, boiled, without salt|lima beans|Limabohnen|115,7.8,20.9,0.38,7,2.9,0.089,2,508,17,2.39,43,0.95,0,0,0,0.18,2,0,83,0.161,0|cup=188;tbsp=11.7|d=188 raw=16071
16073|16|Lima beans, large, mature seeds, canned|||79,4.93,14.9,0.17,4.8,,0.039,336,220,21,1.81,39,0.65,0,0,0,,,0,50,0.091,0|cup=241|
16076|16|Lupins, mature seeds, raw|||371,36.2,40.4,9.74,18.9,,1.16,15,1013,176,4.36,198,4.75,4.8,0,0,,,0,355,0.357,0|cup=180|
16078|16|Mothbeans, mature seeds, raw|||343,22.9,61.5,1.61,,,0.364,30,1191,150,10.8,381,1.92,4,2,0,,,0,649,0.366,0|cup=196|
16080|16|Mung beans, mature seeds, raw|||347,23.9,62.6,1.15,16.3,6.6,0.348,15,1246,132,6.74,189,2.68,4.8,6,0,0.51,9,0,625,0.382,0|cup=207;tbsp=13|
16083|16|Mungo beans, mature seeds, raw|||341,25.2,59,1.64,18.3,,0.114,38,983,138,7.57,267,3.35,0,1,0,,,0,216,0.281,0|cup=207|
16085|16|Peas, split, mature seeds, raw|||341,24.6,60.4,1.16,25.5,8,0.161,15,981,55,4.43,115,3.01,1.8,7,0,0.09,14.5,0,274,0.174,0|cup=197|
16086|16|Peas, split, mature seeds, cooked, boiled, without salt|split peas;cooked split peas|Schälerbsen;Spalterbsen|118,8.34,21.1,0.39,8.3,2.9,0.054,2,362,14,1.29,36,1,0.4,0,0,0.03,5,0,65,0.048,0|cup=196;tbsp=12.2|d=196 raw=16085
16087|16|Peanuts, all types, raw|raw peanuts|rohe Erdnüsse|567,25.8,16.1,49.2,8.5,3.97,6.83,18,705,92,4.58,168,3.27,0,0,0,8.33,0,0,240,0.348,0|cup=146|h=28.35
16090|16|Peanuts, all types, dry-roasted, with salt|peanuts;roasted peanuts;peanut;dry roasted peanuts;salted peanuts|Erdnüsse;Erdnuss;geröstete Erdnüsse;gesalzene Erdnüsse|585,23.7,21.5,49.7,8,4.18,6.89,667,658,54,2.26,176,3.31,0,0,0,7.8,0,0,145,0.256,0|peanut=1|p=1 d=28 h=28.35
16091|16|Peanuts, spanish, raw|||570,26.1,15.8,49.6,9.5,,7.64,22,744,106,3.91,188,2.12,0,0,0,,,0,240,0.348,0|cup=146|
16093|16|Peanuts, valencia, raw|||570,25.1,20.9,47.6,8.7,,7.33,1,332,62,2.09,184,3.34,0,0,0,,,0,246,0.34,0|cup=146|
16095|16|Peanuts, virginia, raw|||563,25.2,16.5,48.8,8.5,3.95,6.36,10,690,89,2.55,171,4.43,0,0,0,6.56,0,0,239,0.346,0|cup=146|
16097|16|Peanut butter, chunk style, with salt|crunchy peanut butter;chunky peanut butter|crunchy Erdnussbutter;stückige Erdnussbutter|589,24.1,21.6,49.9,8,8.41,7.61,486,745,45,1.9,160,2.79,0,0,0,6.3,0.5,0,92,0.418,0|tbsp=16;cup=258|d=16
16098|16|Peanut butter, smooth style, with salt|peanut butter;smooth peanut butter;creamy peanut butter|Erdnussbutter;Erdnussmus;Erdnußbutter;Erdnusscreme|588,25.1,19.6,50.4,6,9.22,10.5,459,649,43,1.87,154,2.91,0,0,0,8.99,0.6,0,74,0.543,0|tbsp=16;cup=258|d=16
16100|16|Peanut flour, low fat|||428,33.8,31.3,21.9,15.8,,3.04,1,1358,130,4.74,48,5.99,0,0,0,,,0,133,0.304,0|cup=60|
16104|16|Bacon, meatless|||310,10.7,6.32,29.5,2.6,0,4.62,1465,170,23,2.41,19,0.42,0,4,0,6.9,0,0,42,0.479,0|cup=144;strip=5|
16106|16|Meat extender|||313,38.1,38.3,2.97,17.5,,0.424,10,1902,204,12,216,2.21,0,2,0,,,6,198,1.34,0|cup=88|
16107|16|Sausage, meatless|||257,18.5,9.84,18.2,2.8,0,2.93,888,231,63,3.72,36,1.46,0,0,0,2.1,0,0,26,0.828,0|link=25;patty=38;slice=28|
16108|16|Soybeans, mature seeds, raw|||446,36.5,30.2,19.9,9.3,7.33,2.88,2,1797,277,15.7,280,4.89,6,1,0,0.85,47,0,375,0.377,0|cup=186|
16109|16|Soybeans, mature cooked, boiled, without salt|||173,16.6,9.93,8.97,6,3,1.3,1,515,102,5.14,86,1.15,1.7,0,0,0.35,19.2,0,54,0.234,0|cup=172;tbsp=10.7|
16110|16|Soybeans, mature seeds, roasted, salted|||471,35.2,33.5,25.4,17.7,4.2,3.67,163,1470,138,3.9,145,3.14,2.2,10,0,0.91,50.4,0,211,0.208,0|cup=172|
16111|16|Soybeans, mature seeds, dry roasted|||451,39.6,32.7,21.6,8.1,,3.13,2,1364,140,3.95,228,4.77,4.6,0,0,,37,0,205,0.225,0|cup=93|
16112|16|Miso|miso;miso paste|Miso;Misopaste|199,11.7,26.5,6.01,5.4,6.2,1.14,3728,210,57,2.49,48,2.56,0,4,0,0.01,29.3,0.08,19,0.199,0|tbsp=17;cup=275|d=17
16113|16|Natto|||212,17.7,14.4,11,5.4,4.89,1.59,7,729,217,8.6,115,3.03,13,0,0,0.01,23.1,0,8,0.13,0|cup=175|
16114|16|Tempeh|tempeh|Tempeh|193,18.5,9.39,10.8,,,2.22,9,412,111,2.7,81,1.14,0,0,0,,,0.08,24,0.215,0|cup=166|d=100
16115|16|Soy flour, full-fat, raw|||436,34.5,35.2,20.6,9.6,7.5,2.99,13,2515,206,6.37,429,3.92,0,6,0,1.95,70,0,345,0.461,0|cup, stirred=84;tbsp=5.2|
16116|16|Soy flour, full-fat, roasted|||441,34.8,33.7,21.9,9.7,7.61,3.16,12,2041,188,5.82,369,3.58,0,6,0,1.98,71,0,227,0.351,0|cup, stirred=85|
16118|16|Soy flour, low-fat|||375,45.5,34.9,8.9,16,10.5,1.29,9,2090,285,8.2,285,4.1,0,2,0,0.55,3.9,0,289,1.05,0|cup, stirred=88;tbsp=5.5|
16120|16|Soymilk, original and vanilla, unfortified|||54,3.27,6.28,1.75,0.6,3.99,0.205,51,118,25,0.64,25,0.12,0,0,0,0.11,3,0,18,0.077,0|cup=243;fl oz=30.6|
16122|16|Soy protein isolate|||338,80.7,7.36,3.39,5.6,0,0.422,1005,81,178,14.5,39,4.03,0,0,0,0,0,0,176,0.1,0||
16123|16|Soy sauce made from soy and wheat (shoyu)|soy sauce;shoyu|Sojasauce;Sojasoße|53,8.14,4.93,0.57,0.8,0.4,0.073,5493,435,33,1.45,74,0.87,0,0,0,0,0,0,14,0.148,0|tbsp=16;tsp=5.3;cup=255;individual packet=8.9|d=16
16124|16|Soy sauce made from soy (tamari)|||60,10.5,5.57,0.1,0.8,1.7,0.011,5586,212,20,2.38,40,0.43,0,0,0,0,0,0,18,0.2,0|tbsp=18;tsp=6|
16125|16|Soy sauce made from hydrolyzed vegetable protein|||60,7,7.84,0.51,0.5,1.3,0.04,6820,447,17,0.33,29,0.23,0,0,0,0,0,0,13,0.143,0|tbsp=18;tsp=6;cup=232|
16126|16|Tofu, firm, prepared with calcium sulfate and magnesium chloride (nigari)|tofu;firm tofu;plain tofu|Tofu;Naturtofu;*Räuchertofu|70,8.19,1.69,4.17,0.9,0.6,0.863,12,148,201,1.61,37,0.83,0.2,0,0,0.01,2.4,0,19,0.071,0|cup=252;block=324|d=100 s=84
16127|16|Tofu, soft, prepared with calcium sulfate and magnesium chloride (nigari)|soft tofu;silken tofu|Seidentofu|61,6.55,1.8,3.69,0.2,0.7,0.533,8,120,111,1.11,27,0.64,0.2,0,0,0.01,2,0,44,0.052,0|piece=120;cup=248;block=464|d=100
16128|16|Tofu, dried-frozen (koyadofu)|||480,47.9,14.6,30.3,7.2,,4.39,6,20,364,9.73,59,4.9,0.7,26,0,,,0,92,0.286,0|piece=17|
16129|16|Tofu, fried|fried tofu|gebratener Tofu;frittierter Tofu|271,17.2,10.5,20.2,3.9,2.72,2.92,16,146,372,4.87,60,1.99,0,1,0,0.04,7.8,0,27,0.099,0|piece=13|p=13 d=85
16130|16|Okara|||77,3.22,12.5,1.73,,,0.193,9,213,80,1.3,26,0.56,0,0,0,,,0,26,0.115,0|cup=122|
16132|16|Tofu, salted and fermented (fuyu)|||116,8.15,5.15,8,,,1.16,2873,75,46,1.98,52,1.56,0.2,0,0,,,0,29,0.091,0|block=11|
16133|16|Yardlong beans, mature seeds, raw|||347,24.3,61.9,1.31,11,,0.339,17,1157,138,8.61,338,3.5,1.6,3,0,,,0,658,0.371,0|cup=167|
16135|16|Winged beans, mature seeds, raw|||409,29.6,41.7,16.3,25.9,,2.3,38,977,440,13.4,179,4.48,0,0,0,,,0,45,0.175,0|cup=182|
16137|16|Hummus, home prepared|homemade hummus||177,4.86,20.1,8.59,4,0.27,1.14,242,173,49,1.56,29,1.09,7.9,0,0,0.75,3,0,59,0.399,0|tablespoon=15;cup=246|d=30
16138|16|Falafel, home-prepared|falafel|Falafel|333,13.3,31.8,17.8,,,2.38,294,585,54,3.42,82,1.5,1.6,1,0,,,0,93,0.125,0|patty=17|p=17 d=51
16139|16|Soymilk, original and vanilla, with added calcium, vitamins A and D|soy milk;soymilk;soya milk;soy drink|Sojamilch;Sojadrink|43,2.6,4.92,1.47,0.2,3.65,0.205,47,122,123,0.42,15,0.26,0,55,1.1,0.11,3,0.85,9,0.031,0|cup=243;fl oz=30.6|d=243
16144|16|Lentils, pink, raw|||345,24.9,59.1,2.17,10.8,,0.379,7,578,41,7.56,72,3.9,1.7,3,0,,,0,204,0.403,0|cup=192|
16146|16|Beans, pinto, canned, drained solids|||114,6.99,20.2,0.9,5.5,0.54,0.158,239,274,63,1.33,32,0.61,0.1,,0,,,0,24,,0|can drained solids=277|
16147|16|Veggie burgers or soyburgers, unprepared|veggie burger;vegetarian burger patty;veggie patty|Gemüsebratling;Veggieburger;Bratling|177,15.7,14.3,6.3,4.9,1.07,1.44,569,333,136,2.41,56,1.26,4.5,1,0,0.23,4.2,2.01,124,0.303,5|pattie=70|p=70
16149|16|Peanut spread, reduced sugar|||650,24.8,14.2,54.9,7.8,3.34,10.2,447,818,72,2.84,164,3.51,0,0,0,8.06,0.6,0,144,0.471,0|tbsp=15.5|
16150|16|Peanut butter, smooth, reduced fat|||520,25.9,35.6,34,5.2,9.28,5.76,540,669,35,1.9,170,2.8,0,0,0,9.04,0.6,0,60,0.31,0|tablespoon=18|
16155|16|Peanut butter, smooth, vitamin and mineral fortified|||591,25.7,18.8,50.8,5.6,10.5,10.1,420,667,43,16.6,355,14.4,0,1172,0,43.2,0.6,0,373,2.23,0|tbsp=16;cup=258|
16157|16|Chickpea flour (besan)|||387,22.4,57.8,6.69,10.8,10.8,0.693,64,846,45,4.86,166,2.81,0,2,0,0.83,9.1,0,437,0.492,0|cup=92|
16158|16|Hummus, commercial|hummus;houmous|Hummus|166,7.9,14.3,9.6,6,,1.44,379,228,38,2.44,71,1.83,0,,0,,,0,83,0.2,0|tbsp=15;cup=246|d=30
16159|16|Tofu, extra firm, prepared with nigari|||91,9.89,2,5.83,0.4,0.5,0.542,8,132,175,1.84,53,1.1,0.5,0,0,,,0,17,0.063,0|block=455|
16160|16|Tofu, hard, prepared with nigari|||146,12.7,4.39,9.99,0.6,,1.45,2,146,345,2.75,53,1.66,0.3,,0,,,0,22,0.039,0|block=488|
16166|16|Soymilk, chocolate, unfortified|||63,2.26,9.95,1.53,0.4,7.86,0.24,53,143,25,0.48,15,0.34,1.7,0,0,0.01,3,0.7,11,0.077,0|cup=243;fl oz=30.6|
16171|16|Refried beans, canned, vegetarian|refried beans|Bohnenmus|83,5.28,13.5,0.87,4.7,0.59,0.142,430,344,35,1.7,38,0.74,,,,0.09,,,,0.107,|cup=242;can=444|d=119
16172|16|Refried beans, canned, fat-free|||79,5.34,13.5,0.45,4.7,0.61,0.093,438,344,34,1.62,38,0.65,0.9,0,0,0.04,2,0,57,0.113,0|cup=231;can=445|
16174|16|Tempeh, cooked|||196,18.2,9.35,11.4,,,3.4,14,401,96,2.13,77,1.57,,,0,,,0.14,21,0.199,||
16201|16|Campbell's Pork and Beans|||108,4.62,19.2,1.15,5.4,6.15,0.385,338,,31,1.11,,,0,,,,,,,,4|cup=260;serving=130|
16222|16|Soymilk (all flavors), unsweetened, with added calcium, vitamins A and D|unsweetened soy milk|Sojamilch ungesüßt;ungesüßte Sojamilch|33,2.86,1.74,1.61,0.5,0.41,0.206,37,120,124,0.46,16,,0,,1.2,,,1.11,,0.049,0|cup=243|d=243
16390|16|Peanuts, all types, dry-roasted, without salt|||585,23.7,21.5,49.7,8,4.18,6.89,6,658,54,2.26,176,3.31,0,0,0,6.93,0,0,145,0.256,0|cup=146;peanut=1|
16397|16|Peanut butter, chunk style, without salt|||589,24.1,21.6,49.9,8,8.41,7.61,17,745,45,1.9,160,2.79,0,0,0,6.3,0.5,0,92,0.418,0|tbsp=16;cup=258|
16398|16|Peanut butter, smooth style, without salt|||588,25.1,19.6,50.4,6,9.22,10.3,17,649,43,1.87,154,2.91,0,0,0,8.99,0.6,0,74,0.543,0|tbsp=16;cup=258|
16399|16|Peanut butter with omega-3, creamy|||608,24.5,17,54.2,6.1,3.11,9.69,356,780,45,1.67,191,3.08,,,,10.3,,,,0.292,|tbsp=16|
16426|16|Tofu, raw, firm, prepared with calcium sulfate|||145,15.8,4.27,8.72,2.3,,1.26,14,237,683,2.66,58,1.57,0.2,,0,,,0,29,0.092,0|cup=252;block=324|
16427|16|Tofu, raw, regular, prepared with calcium sulfate|||76,8.08,1.88,4.78,0.3,,0.691,7,121,350,5.36,30,0.8,0.1,4,0,,,0,15,0.047,0|cup=248;block=464|
17014|17|Lamb, domestic, leg, whole (shank and sirloin), separable lean only, trimmed to 1/4" fat, choice, cooked, roasted|lamb;roast lamb;leg of lamb|Lammfleisch;Lamm;Lammkeule;Lammbraten|191,28.3,0,7.74,0,0,2.76,68,338,8,2.12,26,4.94,0,0,0.1,0.18,3.6,2.64,23,0.17,89|piece, cooked, excluding refuse=218|d=100
17027|17|Lamb, domestic, loin, separable lean only, trimmed to 1/4" fat, choice, cooked, broiled|lamb chop;lamb chops|Lammkotelett;Lammkoteletts|216,30,0,9.73,0,0,3.48,84,376,19,2,28,4.13,0,0,0.1,0.16,3.9,2.52,24,0.16,95|chop, excluding refuse=46|p=46 d=92
17091|17|Veal, composite of trimmed retail cuts, separable lean only, cooked|veal|Kalbfleisch;Kalbsbraten|196,31.9,0,6.58,0,0,1.84,89,338,24,1.16,28,5.1,0,0,0,0.42,6.6,1.65,16,0.33,118|piece, cooked, excluding refuse=192|d=100
17101|17|Veal, leg (top round), separable lean only, cooked, pan-fried, breaded|breaded veal cutlet;schnitzel;veal schnitzel;wiener schnitzel;breaded cutlet|Schnitzel;Wiener Schnitzel;paniertes Schnitzel;Kalbsschnitzel;Schweineschnitzel|216,28.4,9.84,6.27,0.2,0.57,1.6,455,383,39,1.64,32,2.87,0,10,0,0.53,5.1,1.28,28,0.42,113|unit, cooked=295|p=150 d=150
17165|17|Game meat, deer, cooked, roasted|venison;deer|Reh;Rehfleisch;Hirsch;Wild;Rehbraten;Hirschbraten|158,30.2,0,3.19,0,,1.25,54,335,7,4.47,24,2.75,0,0,,,,,,,112|piece, cooked=340|d=100
17178|17|Game meat, rabbit, domesticated, composite of cuts, cooked, roasted|rabbit|Kaninchen|197,29.1,0,8.05,0,,2.4,47,383,19,2.27,21,2.27,0,0,,,,8.3,11,0.47,82|piece, cooked=313|d=100
17225|17|Lamb, ground, cooked, broiled|ground lamb|Lammhackfleisch|283,24.8,0,19.6,0,0,8.12,81,339,22,1.79,24,4.67,0,0,0.1,0.14,5.3,2.61,19,0.14,97|unit, cooked=313|d=85
18001|18|Bagels, plain, enriched, with calcium propionate (includes onion, poppy, sesame)|bagel;plain bagel;bagels|Bagel|257,10,50.5,1.62,2.2,5.05,0.393,477,75,89,6.05,22,1.9,1,0,0,0.1,1.1,0,145,0.066,0|mini bagel=26;small bagel=69;medium bagel=105;large bagel=131|p=105 d=105
18003|18|Bagels, egg|||278,10.6,53,2.1,2.3,,0.421,505,68,13,3.98,25,0.77,0.6,33,,,,0.16,88,0.087,24|mini bagel=26;small bagel=69;medium bagel=105;large bagel=131|
18005|18|Bagels, cinnamon-raisin|cinnamon raisin bagel||274,9.8,55.2,1.7,2.3,5.98,0.274,344,148,19,3.8,28,1.13,0.7,21,0,0.31,0.7,0,111,0.062,0|mini bagel=26;small bagel=69;medium bagel=105;large bagel=131|p=105 d=105
18007|18|Bagels, oat bran|||255,10.7,53.3,1.2,3.6,1.63,0.191,590,115,12,3.08,31,0.9,0.2,1,0,0.33,0.4,0,98,0.043,0|mini bagel=26;small bagel=69;medium bagel=105;large bagel=131|
18016|18|Biscuits, plain or buttermilk, prepared from recipe|biscuit;buttermilk biscuit;*scone||353,7,44.6,16.3,1.5,2.18,4.32,580,121,235,2.9,18,0.54,0.2,,,,,0.08,61,0.035,3|biscuit=101;small=14|p=60 d=60
18019|18|Bread, banana, prepared from recipe, made with margarine|banana bread|Bananenbrot|326,4.3,54.6,10.5,1.1,,2.24,302,134,21,1.4,14,0.35,1.7,106,,,,0.1,33,0.15,43|individual loaf=57;slice=60|s=60 d=60
18024|18|Bread, cornbread, prepared from recipe, made with low fat (2%) milk|cornbread|Maisbrot|266,6.7,43.5,7.1,,,1.55,658,147,249,2.5,25,0.6,0.3,,,,,0.15,77,0.113,40|piece=65|p=65 d=65
18025|18|Bread, cracked-wheat|||260,8.7,49.5,3.9,5.5,,0.916,538,177,43,2.81,52,1.24,0,0,,,,0.02,61,0.304,0|slice, large or thick=30;slice, regular=25;slice regular, crust not eaten=12.2;slice=25;slice, thin=20;slice thin, crust not eaten=9.4|
18029|18|Bread, french or vienna (includes sourdough)|french bread;sourdough;sourdough bread;baguette;vienna bread;ciabatta;*naan|Baguette;Sauerteigbrot;Stangenbrot;Ciabatta|289,11.8,56.4,1.83,2.4,2.56,0.497,513,128,44,3.63,28,0.93,0.2,0,0,0.18,0.6,0,148,0.1,0|slice, small=32;slice, medium=64;slice, large=96|s=64 p=64 d=64
18030|18|Bread, french or vienna, toasted (includes sourdough)|toasted french bread;sourdough toast;toasted sourdough||319,13,61.9,2.14,3.1,3.59,0.502,720,140,47,3.87,31,1.05,0.2,0,0,0.19,0.5,0,140,0.096,0|slice, small=29;slice, medium=59;slice, large=88|s=59 p=59 d=59
18033|18|Bread, italian|italian bread;*soft pretzel|italienisches Brot;*Brezel;*Breze;*Laugenbrezel;*Laugenstange;*Laugenbrötchen|271,8.8,50,3.5,2.7,0.83,0.855,613,110,78,2.94,27,0.86,0,0,0,0.29,1.2,0,191,0.048,0|slice, large=30;slice, medium=20;slice, small=10|s=20 d=40 p=85
18035|18|Bread, Multi-Grain (includes whole-grain)|multigrain bread;multi-grain bread;seven grain bread;mixed grain bread|Mehrkornbrot;Körnerbrot|265,13.4,43.3,4.23,7.4,6.39,0.872,381,230,103,2.5,78,1.7,0.1,0,0,0.37,1.4,0,75,0.263,0|slice regular=26;slice large=41|p=26 s=26 d=26
18036|18|Bread, Multi-Grain, toasted (includes whole-grain)|multigrain toast|Mehrkorntoast|288,14.5,47.1,4.6,8.1,6.94,0.948,414,250,111,2.72,85,1.85,0.1,0,0,0.4,1.5,0,70,0.286,0|slice regular=24;slice large=38|p=24 s=24 d=24
18039|18|Bread, oatmeal|oatmeal bread|Haferbrot|269,8.4,48.5,4.4,4,8.14,0.703,447,142,66,2.7,37,1.02,0,5,0,0.48,1.5,0.03,62,0.068,0|slice=27|s=27
18041|18|Bread, pita, white, enriched|pita;pita bread;white pita|Pita;Pitabrot;Fladenbrot|275,9.1,55.7,1.2,2.2,1.3,0.166,536,120,86,2.62,26,0.84,0,0,0,0.3,0.2,0,107,0.034,0|pita, large=60;pita, small=28|p=60 d=60
18042|18|Bread, pita, whole-wheat|whole wheat pita|Vollkornpita|266,9.8,55,2.6,7.4,0.82,0.41,444,170,15,3.06,69,1.52,0,0,0,0.61,1.4,0,35,0.265,0|pita, large=64;pita, small=28|p=64 d=64
18044|18|Bread, pumpernickel|pumpernickel;pumpernickel bread|Pumpernickel;Schwarzbrot|250,8.7,47.5,3.1,6.5,0.53,0.437,596,208,68,2.87,54,1.48,0,0,0,0.42,0.8,0,93,0.126,0|slice, regular=26;slice, snack-size=7;slice, thin=20;slice=32|p=26 s=26 d=26
18047|18|Bread, raisin, enriched|raisin bread|Rosinenbrot;Rosinenbrötchen|274,7.9,52.3,4.4,4.3,5.68,1.08,347,227,66,2.9,26,0.72,0.1,0,0,0.28,1.7,0,106,0.069,0|slice, large=32;slice=26;slice, thin=23|s=26 p=26 d=52
18060|18|Bread, rye|rye bread|Roggenbrot;Mischbrot;Graubrot;Bauernbrot;Roggenmischbrot|259,8.5,48.3,3.3,5.8,3.85,0.626,603,166,73,2.83,40,1.14,0.4,0,0,0.33,1.2,0,110,0.075,0|slice, regular=32;slice, snack-size=7;slice, thin=25|p=32 s=32 d=32
18061|18|Bread, rye, toasted|rye toast||284,9.4,53.1,3.6,6.4,4.23,0.688,664,183,80,3.1,43,1.25,0.2,0,0,0.37,1.3,0,103,0.074,0|slice, large=29;slice, regular=24;slice, thin=18|p=24 s=24 d=24
18064|18|Bread, wheat|wheat bread|Weizenbrot|270,10.4,49.5,3.44,4.2,6.08,0.803,519,182,138,3.52,46,1.18,0.2,0,0,0.19,4.9,0,85,0.107,0|slice=29|p=25 s=25 d=25
18065|18|Bread, wheat, toasted|wheat toast||313,13,55.8,4.27,4.7,6.42,0.989,601,223,165,4.09,59,1.47,0.2,0,0,0.24,5.7,0,86,0.153,0|slice=24|p=23 s=23 d=23
18069|18|Bread, white, commercially prepared (includes soft bread crumbs)|white bread;bread;toast bread;sandwich bread;bread white|Weißbrot;Brot;Toastbrot;Toast ungetoastet|265,9.15,49.1,3.19,2.7,5.07,0.698,491,115,260,3.59,25,0.84,0,0,0,0.22,0.2,0,111,0.087,0|slice=28;cup, crumbs=45;cup, cubes=35;slice, large=30;slice crust not eaten=12;slice, thin=20;slice thin, crust not eaten=9;slice, very thin=15|p=25 s=25 d=25
18070|18|Bread, white, commercially prepared, toasted|toast;white toast;toasted white bread;toasted bread;bread toasted;slice of toast|Toast;Toastscheibe;Toasts;getoastetes Weißbrot|293,9,54.4,4,2.5,4.74,0.578,592,131,119,3.33,26,0.68,0,0,0,0.24,3.4,0.02,104,0.063,1|cup, crumbs=45;cup, cubes=42;slice, large=27;slice crust not eaten=11;slice, thin=17;slice thin, crust not eaten=8;slice, very thin=13;slice=22|p=22 s=22 d=22
18075|18|Bread, whole-wheat, commercially prepared|whole wheat bread;wholemeal bread;whole-wheat bread;whole grain bread;brown bread;wholewheat bread|Vollkornbrot;Weizenvollkornbrot|252,12.4,42.7,3.5,6,4.34,0.722,455,254,161,2.47,75,1.77,0,0,0,2.66,7.8,0,42,0.215,0|slice=32|p=28 s=28 d=28
18076|18|Bread, whole-wheat, commercially prepared, toasted|whole wheat toast;wholemeal toast;whole-wheat toast;toasted whole wheat bread;wholewheat toast;brown toast|Vollkorntoast|306,16.3,51.2,4.07,9.2,5.77,0.922,493,326,130,2.96,99,2.15,0,0,0,0.63,9,0,52,0.237,0|slice=25|p=25 s=25 d=25
18079|18|Bread crumbs, dry, grated, plain|breadcrumbs;bread crumbs|Paniermehl;Semmelbrösel|395,13.3,72,5.3,4.5,6.2,1.2,732,196,183,4.83,43,1.45,0,0,0,0.08,6.6,0.35,107,0.121,0|cup=108|d=27
18080|18|Bread sticks, plain|breadstick;breadsticks;bread stick|Grissini;Brotstange|412,12,68.4,9.5,3,1.26,1.41,713,124,22,4.28,32,0.88,0,0,0,1.01,2.2,0,162,0.073,0|cup, small pieces=46;stick, small=5;stick=10|p=10
18082|18|Bread stuffing, bread, dry mix, prepared|stuffing;bread stuffing|Semmelfüllung;*Semmelknödel;*Knödel|177,3.2,21.7,8.6,2.9,2.11,1.73,479,74,32,1.09,12,0.28,0,118,0,1.4,13.7,0.01,39,0.04,0|cup=200|d=100
18086|18|Cake, angelfood, commercially prepared|angel food cake||258,5.9,57.8,0.8,1.5,,0.121,749,93,140,0.52,12,0.07,0,0,,,,0.06,35,0.031,0|piece=28;cake=340|s=28 p=28
18096|18|Cake, chocolate, commercially prepared with chocolate frosting, in-store bakery|chocolate cake;cake|Schokoladenkuchen;Schokokuchen;Kuchen;Torte|389,3.48,52.8,20.1,2.2,40,5.92,348,270,30,3.04,31,0.58,0.1,1,0,4.33,28.9,0,17,0,22|piece=138;cake=1660|p=64 s=64 d=64
18104|18|Coffeecake, cinnamon with crumb topping, commercially prepared, enriched|coffee cake;coffeecake;crumb cake|Streuselkuchen|418,6.8,46.7,23.3,2,,5.8,351,123,54,1.91,22,0.81,0.3,33,,,,0.18,61,0.027,32|individual cake=57;piece=63|p=63 s=63 d=63
18110|18|Cake, fruitcake, commercially prepared|fruitcake|Früchtekuchen;*Stollen;*Christstollen|324,2.9,61.6,9.1,3.7,27.4,1.05,101,153,33,2.07,16,0.27,0.5,7,0,0.9,1.5,0.01,20,0.046,5|piece=43|s=43 p=43
18116|18|Cake, gingerbread, prepared from recipe|gingerbread|Lebkuchen;Pfefferkuchen|356,3.9,49.2,16.4,,,4.12,327,439,71,2.88,70,0.39,0.1,14,,,,0.06,33,0.19,32|piece=74|p=74
18120|18|Cake, pound, commercially prepared, butter (includes fresh and frozen)|pound cake|Sandkuchen;Rührkuchen;Marmorkuchen|353,5,53.6,14,0.6,33.4,4.81,377,149,47,1.48,8,0.43,0,70,0.8,0.65,1.7,0.36,42,0.036,66|loaf 1/6 of the loaf=365;piece individually wrapped cake=49|s=30 p=30 d=60
18133|18|Cake, sponge, commercially prepared|sponge cake|Biskuit;Biskuitkuchen|290,5.4,61,2.7,0.5,36.7,0.802,623,99,70,2.72,11,0.51,0,44,0.2,0.24,0.2,0.24,47,0.052,102|piece=38|p=38 s=38
18147|18|Cheesecake commercially prepared|cheesecake;cheese cake|Käsekuchen;Quarkkuchen|321,5.5,25.5,22.5,0.4,21.8,9.92,438,90,51,0.63,11,0.51,0.4,159,0.5,0.56,4.4,0.17,18,0.052,55|piece=80|p=80 s=80 d=80
18151|18|Cookies, brownies, commercially prepared|brownie;brownies|Brownie|405,4.8,63.9,16.3,2.1,36.6,4.24,286,149,29,2.25,31,0.72,0,20,0,0.15,6.5,0.07,47,0.035,17|square, large=56;package, little debbie=61|p=56 d=56
18155|18|Cookies, butter, commercially prepared, enriched|butter cookie;butter cookies|Butterkeks;Butterkekse|467,6.1,68.9,18.8,0.8,20.2,11.1,282,111,29,2.22,12,0.38,0,165,0.4,0.58,1.7,0.36,76,0.036,117|cookie=5|p=5 d=20
18159|18|Cookies, chocolate chip, commercially prepared, regular, higher fat, enriched|chocolate chip cookie;cookie;chocolate chip cookies;cookies|Keks;Kekse;Cookie;Plätzchen;Schokoladenkeks|490,5.07,65.8,24.3,2,33.1,7.78,307,169,21,5.48,40,0.71,0,0,0,2.11,33.4,0.02,72,0.058,0|cookie=12.9;cookie, big=40;cookie, medium=10;cookie, large=14;cookie, bite size=2.2|p=16 d=32
18166|18|Cookies, chocolate sandwich, with creme filling, regular|oreo;oreos;sandwich cookie;chocolate sandwich cookie|Oreo;Doppelkeks|463,5.21,71,19.1,2.9,40.7,5.66,388,234,22,12.1,47,0.74,0,1,0,2.46,27.4,0,61,0.023,0|cookie=12|p=11 d=33
18169|18|Cookies, coconut macaroons, prepared from recipe|macaroon;coconut macaroon|Kokosmakrone;Makrone|404,3.6,72.2,12.7,1.8,70.7,11.2,247,156,7,0.75,21,0.71,0,0,0,0.15,0.1,0.03,4,0.099,0|cookie, medium=24|p=24
18170|18|Cookies, fig bars|fig bar;fig newton||348,3.7,70.9,7.3,4.6,46.4,1.12,350,207,64,2.9,27,0.39,0.3,9,0,0.65,5.8,0.09,35,0.075,0|figaroo=43;cookie=16;individual package=57|p=16
18172|18|Cookies, gingersnaps|gingersnap;ginger snap;gingersnaps||416,5.6,76.9,9.8,2.2,19.9,2.45,501,346,77,6.4,49,0.55,0,0,0,0.97,2.5,0,87,0.098,0|cookie=7;large=32|p=7
18173|18|Cookies, graham crackers, plain or honey (includes cinnamon)|graham cracker;graham crackers;*digestive biscuit||423,6.9,76.8,10.1,2.8,31.1,1.52,477,135,24,3.73,30,0.81,0,0,0,0.33,4.6,0,46,0.065,0|cup, crushed=84;cracker=7|p=14 d=28 w=square:7 w=cracker:14 w=sheet:14
18175|18|Cookies, ladyfingers, with lemon juice and rind|ladyfinger;ladyfingers|Löffelbiskuit;Löffelbiskuits|365,10.6,59.7,9.1,1,25.4,3.07,147,113,47,3.58,12,1.14,3.7,3,0.6,0.63,0.2,0.75,60,0.122,221|anisette sponge=13;breakfast treat=24;ladyfinger=11|p=11
18177|18|Cookies, molasses|||430,5.6,73.8,12.8,1,17.6,3.21,459,346,74,6.43,52,0.45,0,0,0,0.11,5.5,0,89,0.104,0|large=32;medium=15;cookie, little debbie=20|
18178|18|Cookies, oatmeal, commercially prepared, regular|oatmeal cookie;oatmeal cookies|Haferkeks;Haferflockenkeks|450,6.2,68.7,18.1,2.8,24.7,4.52,383,142,37,2.58,33,0.79,0.5,5,0,0.26,8,0,59,0.066,0|cookie, big=25;large=18|p=25 d=25
18185|18|Cookies, peanut butter, commercially prepared, regular|peanut butter cookie||477,9.6,58.9,23.6,1.8,31.8,4.49,506,167,35,2.51,45,0.53,0,3,0,2.2,4.4,0.04,72,0.087,1|cookie=15|p=15
18192|18|Cookies, shortbread, commercially prepared, plain|shortbread;shortbread cookie|Mürbekeks;Shortbread|502,6.1,64.5,24.1,1.8,15.1,6.11,524,100,35,2.74,17,0.53,0,18,0.1,0.33,9.8,0.09,70,0.081,20|cookie=8|p=8
18204|18|Cookies, sugar, commercially prepared, regular (includes vanilla)|sugar cookie||478,5.1,67.9,21.1,0.8,37.7,5.43,298,63,21,2.14,12,0.43,0.1,26,0.1,0.27,8.6,0.19,53,0.056,51|cookie=15|p=15
18214|18|Crackers, cheese, regular|cheese crackers|Käsecracker|489,10.9,59.4,22.7,2.3,4.53,5.29,973,156,136,4.88,25,1.19,0,17,0,2.19,9.4,0.34,152,0.17,3|cup, bite size=62;cup, crushed=72;gold fish=0.6;bag, single serving=28;snack stick=2;cracker=1|p=1
18216|18|Crackers, crispbread, rye|crispbread;rye crispbread|Knäckebrot|366,7.9,82.2,1.3,16.5,1.07,0.145,410,319,31,2.43,78,2.39,0,0,0,0.81,6,0,47,0.21,0|cup, crushed=55;crispbread=10;wafer, thin=2;wafer=10;cracker, norwegian flatbread=5.8;wafer, rye krisp=25;crispbread, wasa rye=10|p=10 s=10 d=20
18217|18|Crackers, matzo, plain|matzo;matzoh|Matze|395,10,83.7,1.4,3,0.29,0.226,0,112,13,3.16,25,0.68,0,0,0,0.06,0.3,0,17,0.115,0|matzo=28|p=28
18220|18|Crackers, melba toast, plain|||390,12.1,76.6,3.2,6.3,0.94,0.445,598,202,93,3.7,59,2.01,0,0,0,0.43,0.9,0,124,0.098,0|cup pieces=30;cup, rounds=33;melba round=3;piece=5|
18224|18|Crackers, rusk toast|rusk;rusk toast|Zwieback|407,13.5,72.3,7.2,,,1.38,253,245,27,2.72,36,1.1,0,12,,,,0.18,87,0.047,78|rusk=10|p=10
18228|18|Crackers, saltines (includes oyster, soda, soup)|saltines;saltine;saltine crackers;soda crackers;crackers;cracker|Salzcracker;Cracker;Kräcker|418,9.45,74,8.66,2.8,1.25,1.65,943,153,19,5.56,23,0.69,0,1,0,1.15,25.3,0.09,134,0.086,0|crackers=2.98;cup, crushed=70;crackers square=3;cracker square=3;cracker, round large=10;cracker, oyster=1;cracker, rectangle=6;cup oyster crackers=45|p=3 d=15
18229|18|Crackers, standard snack-type, regular|ritz crackers;snack crackers||510,6.75,61.5,26.4,2.3,8.46,5.9,705,118,140,4.24,19,0.49,0,0,0,3.27,67.2,0,95,0.063,0|crackers=3.2;crackers, regular size, round=3.2;cracker, round=3.2;cracker, rectangular=4;cup crushed=52|p=3
18232|18|Crackers, wheat, regular|||456,8.95,67.3,17.4,3.7,13.8,2.73,787,207,81,4.69,46,1.73,0,0,0,1.11,35.7,0.21,120,0.147,0|serving=31;cracker, thin square=2;wheat thins=1.94;cup, crushed=83|
18235|18|Crackers, whole-wheat|whole wheat crackers;whole wheat cracker|Vollkorncracker|427,10.6,69.5,14.1,10.3,1.19,2.06,704,345,36,3.34,110,2.63,0,0,0,1.41,27.2,0,28,0.185,0|serving=28;crackers, triscuits, regular size=4.67;cracker=4.6;cup, crushed=94;triscuit bits=1|p=4
18239|18|Croissants, butter|croissant;butter croissant|Croissant;Buttercroissant;Hörnchen;Gipfeli|406,8.2,45.8,21,2.6,11.3,11.7,467,118,37,2.03,16,0.75,0.2,206,0,0.84,1.8,0.16,88,0.058,67|croissant, mini=28;croissant, small=42;croissant, medium=57;croissant, large=67|p=57 d=57
18241|18|Croissants, cheese|cheese croissant|Käsecroissant|414,9.2,47,20.9,2.6,11.3,10.6,361,132,53,2.15,24,0.94,0.2,204,0,1.44,10.9,0.32,74,0.073,57|croissant, small=42;croissant, medium=57;croissant, large=67|p=57
18242|18|Croutons, plain|croutons|Croutons|407,11.9,73.5,6.6,5.1,,1.51,698,124,76,4.08,31,0.89,0,0,,,,0,132,0.026,0|cup=30|d=15
18243|18|Croutons, seasoned|||465,10.8,63.5,18.3,5,4.41,5.25,1089,181,96,2.82,42,0.94,0,7,0,0.4,7.6,0.14,105,0.083,7|cup=40;package, fast food=10;cubes=0.25|
18244|18|Danish pastry, cinnamon, enriched|danish pastry;danish;cinnamon danish|Plunder;Plunderteilchen|403,7,44.6,22.4,1.3,19.8,5.68,414,125,71,1.96,19,0.72,0.1,6,0,0.39,9.4,0.1,68,0.038,21|large=142;small or frozen=35;pastry=65;toaster strudel=53;piece=53|p=65
18245|18|Danish pastry, cheese|cheese danish|Quarktasche;Plunder mit Käse|374,8,37.2,21.9,1,6.95,6.79,417,98,35,1.8,15,0.7,0.1,35,0,0.35,6.9,0.2,60,0.04,23|pastry=71|p=71
18248|18|Doughnuts, cake-type, plain (includes unsugared, old-fashioned)|doughnut;donut;plain doughnut;cake doughnut|Donut;Krapfen ohne Füllung|418,5.87,45.6,23.6,1.6,16.3,7.13,450,113,25,3,16,0.68,1.3,3,0,1.89,10.4,0.07,80,0.029,9|doughnut stick=52;doughnut, long type=52;doughnut medium=54;doughnut, mini or doughnut hole=14;doughnut, large=71|p=47 d=47
18255|18|Doughnuts, yeast-leavened, glazed, enriched (includes honey buns)|glazed doughnut;glazed donut|glasierter Donut|421,6.14,47.9,22.7,2.1,22.8,9.45,316,102,101,2.38,17,0.61,1.2,5,0.1,1.43,11.5,0.11,108,0.037,30|doughnut hole=13;doughnut stick=56;extra large=122;jumbo=157;doughnut, large=75;doughnut, long type approx 5-1/4=90;doughnut medium=64;doughnut, small=31;doughnut=42|p=60 d=60
18256|18|Doughnuts, yeast-leavened, with jelly filling|jelly doughnut;jam doughnut;jelly donut;filled doughnut;berliner|Berliner;Krapfen;Pfannkuchen mit Marmelade;Kreppel|340,5.9,39,18.7,0.9,21.1,4.84,455,79,25,1.76,20,0.75,0,17,0,0.43,7.1,0.22,68,0.1,26|doughnut oval=85|p=85 d=85
18257|18|Eclairs, custard-filled with chocolate glaze, prepared from recipe|eclair|Eclair;Liebesknochen|262,6.4,24.2,15.7,0.6,6.6,4.12,337,117,63,1.18,15,0.61,0.3,199,1,2.01,17.5,0.34,43,0.059,127|cream puff=112;eclair=100;eclair, frozen=78|p=100
18258|18|English muffins, plain, enriched, with ca prop (includes sourdough)|english muffin;english muffins|englischer Muffin;Toastie|227,8.87,44.2,1.69,3.5,3.53,0.733,425,109,163,4,24,1.05,1.8,0,0,0.31,1.2,0.04,94,0.054,0|muffin=57|p=57 d=57
18269|18|French toast, prepared from recipe, made with low fat (2%) milk|french toast|French Toast;Armer Ritter;Arme Ritter|229,7.7,25,10.8,,,2.72,479,134,100,1.67,17,0.67,0.3,124,,,,0.31,43,0.074,116|slice=65|p=65 s=65 d=130
18273|18|Muffins, plain, prepared from recipe, made with low fat (2%) milk|muffin;plain muffin|Muffin|296,6.9,41.4,11.4,2.7,,2.16,467,121,200,2.39,17,0.56,0.3,40,,,,0.15,51,0.042,39|muffin=57|p=57
18274|18|Muffins, blueberry, commercially prepared (Includes mini-muffins)|blueberry muffin|Blaubeermuffin;Heidelbeermuffin|377,4.54,54,15.8,1,32.8,2.69,339,115,46,1.26,10,0.37,0.9,22,0.1,1.83,39.2,0.16,48,0.041,30|mini=17;small=66;medium=113;large=139;extra large=168;muffin=31|p=113 d=113
18279|18|Muffins, corn, commercially prepared|corn muffin||305,5.9,51,8.4,3.4,17.8,1.35,467,69,74,2.81,32,0.54,0,52,0,0.8,2.3,0.09,62,0.084,26|mini=17;small=66;medium=113;large=139;extra large=168|p=57 d=57
18283|18|Muffins, oat bran|bran muffin;oat bran muffin||270,7,48.3,7.4,4.6,8.22,1.09,393,507,63,4.2,157,1.84,0,0,0,0.66,13,0.01,89,0.161,0|mini=17;small=66;medium=113;large=139;extra large=168|p=57 d=57
18288|18|Pancakes plain, frozen, ready-to-heat (includes buttermilk)|pancake;pancakes;frozen pancake|Pancake;Pancakes|233,5.23,37.8,6.83,1,8.32,1.16,461,90,78,5.67,14,0.4,0.3,453,0,0.62,6.5,2.8,71,0.52,18|pancake=41;mini pancake=10.1|p=38 d=114
18293|18|Pancakes, plain, prepared from recipe|homemade pancake;homemade pancakes;*crepe|Pfannkuchen;Eierkuchen;*Crêpe;*Palatschinken|227,6.4,28.3,9.7,,,2.12,439,132,219,1.8,16,0.56,0.3,54,,,,0.22,38,0.046,59|pancake=38|p=77 d=154
18301|18|Pie, apple, commercially prepared, enriched flour|apple pie;*apple cake|Apfelkuchen|237,1.9,34,11,1.6,15.7,3.8,201,65,11,0.45,7,0.16,3.2,32,0,1.52,3.5,0.01,27,0.038,0|piece=125|p=125 s=125 d=125
18302|18|Pie, apple, prepared from recipe|homemade apple pie|gedeckter Apfelkuchen|265,2.4,37.1,12.5,,,3.05,211,79,7,1.12,7,0.19,1.7,11,,,,0,24,0.032,0|piece=155|p=155
18305|18|Pie, blueberry, commercially prepared|blueberry pie||232,1.8,34.9,10,1,9.89,1.68,287,50,8,0.3,5,0.16,2.7,44,0,1.04,10.5,0.01,27,0.037,0|piece=125|p=125 s=125 d=125
18308|18|Pie, cherry, commercially prepared|cherry pie|Kirschkuchen|260,2,39.8,11,0.8,14.3,2.56,246,81,12,0.48,8,0.18,0.9,52,0,0.76,7.6,0.01,27,0.041,0|piece=125|p=125 s=125 d=125
18320|18|Pie, lemon meringue, commercially prepared|lemon meringue pie||268,1.5,47.2,8.7,1.2,23.9,1.77,172,89,56,0.61,15,0.49,3.2,51,0.2,1.06,2.1,0.17,24,0.03,45|piece=113|p=113 s=113 d=113
18324|18|Pie, pecan, commercially prepared|pecan pie||407,4.5,59.6,16.7,2.1,25.2,2.65,275,99,22,0.93,22,0.87,0,51,0.1,0.8,15.5,0.12,32,0.038,42|slice=133;pie=833|p=113 s=113 d=113
18326|18|Pie, pumpkin, commercially prepared|pumpkin pie|Kürbiskuchen|243,3.9,34.8,9.75,1.8,18.9,1.99,239,167,64,0.9,14,0.39,0,448,0.1,0.76,13.2,0.35,26,0.063,26|slice=133;pie=995|p=133 s=133 d=133
18342|18|Rolls, dinner, plain, commercially prepared (includes brown-and-serve)|dinner roll;roll;soft roll|Milchbrötchen;weiches Brötchen|310,10.9,52,6.47,2,5.55,1.38,467,139,178,3.72,26,0.99,0.2,1,0,0.28,10.6,0.13,101,0.097,4|roll=28;each=25|p=28 d=28
18346|18|Rolls, dinner, rye|||286,10.3,53.1,3.4,4.9,1.17,0.605,650,180,30,2.7,54,0.97,0,0,0,0.34,3.1,0,99,0.062,0|large=43;medium=36;small=28|
18348|18|Rolls, dinner, whole-wheat|whole wheat roll;wholemeal roll|Vollkornbrötchen;Körnerbrötchen;Mehrkornbrötchen|266,8.7,51.1,4.7,7.5,8.46,0.836,521,272,106,2.42,85,2.01,0,0,0,0.9,2,0,30,0.195,0|roll=28;roll, large submarine, hoagie=135;medium=36;roll medium submarine, hoagie=94|p=36 d=57
18349|18|Rolls, french|french roll|französisches Brötchen|277,8.6,50.2,4.3,3.2,0.31,0.962,574,114,91,2.71,20,0.9,0,0,0,0.3,1.8,0,113,0.039,0|roll=38|p=38 d=38
18350|18|Rolls, hamburger or hotdog, plain|burger bun;hamburger bun;hot dog bun;bun|Hamburgerbrötchen;Burgerbrötchen;Hotdogbrötchen|278,9.87,50.1,3.76,2.1,6.37,0.885,500,127,173,3.43,24,0.86,1.3,0,0,0.07,3.1,0.2,111,0.071,0|roll=42;package=328|p=44 d=44
18353|18|Rolls, hard (includes kaiser)|hard roll;kaiser roll;bread roll;crusty roll|Brötchen;Semmel;Schrippe;Weizenbrötchen;Kaisersemmel;Weckle|293,9.9,52.7,4.3,2.3,1.77,0.606,544,108,95,3.28,27,0.94,0,0,0,0.42,0.6,0,95,0.035,0|roll=57|p=57 d=57
18354|18|Strudel, apple|apple strudel;strudel|Apfelstrudel|274,3.3,41.1,11.2,2.2,25.8,2.04,135,149,15,0.42,9,0.19,1.7,6,0,1.42,2.9,0.22,28,0.046,6|piece=71|p=71 d=71
18356|18|Sweet rolls, cinnamon, commercially prepared with raisins|cinnamon roll;cinnamon bun;sweet roll|Zimtschnecke;Zimtrolle|372,6.2,50.9,16.4,2.4,31.7,3.08,304,111,72,1.6,17,0.59,2,62,0,1.99,4.4,0.14,72,0.107,66|large=83;roll=60|p=60 d=60
18360|18|Taco shells, baked|taco shell;taco shells|Tacoschale;Taco-Schalen|474,6.48,64,21.3,7,1.54,6.15,243,233,97,1.78,86,1.57,0,1,0,0.69,8.6,0,69,0.203,0|shell=12.9;taco=12.7;medium=13.3;large=21;miniature=5|p=13
18363|18|Tortillas, ready-to-bake or -fry, corn|corn tortilla;corn tortillas|Maistortilla|218,5.7,44.6,2.85,6.3,0.88,0.453,45,186,81,1.23,72,1.31,0,0,0,0.28,0,0,5,0.219,0|enchilada=19;tortilla=24|p=26
18364|18|Tortillas, ready-to-bake or -fry, flour, refrigerated|flour tortilla;tortilla;tortillas;wrap;tortilla wrap;flour tortillas|Weizentortilla;Tortilla;Wrap;Weizenwrap|301,8,51.2,6.7,2.3,4.39,1.63,686,153,106,3.32,20,0.54,0,0,0,0.19,3.4,0,123,0.05,0|tortilla=47;tortilla medium=30;package=407|p=49 d=49
18365|18|Waffles, plain, frozen, ready-to-heat|frozen waffle|Toasterwaffel|285,6.47,43,9.7,2.2,4.91,1.53,638,125,308,5.61,23,0.59,0,381,,1.05,7.8,2.93,68,0.898,14|waffle, square=35|p=35
18367|18|Waffles, plain, prepared from recipe|waffle;waffles|Waffel;Waffeln|291,7.9,32.9,14.1,,,2.87,511,159,255,2.31,19,0.68,0.4,65,,,,0.25,46,0.056,69|waffle, round=75|p=75 d=75
18369|18|Leavening agents, baking powder, double-acting, sodium aluminum sulfate|baking powder|Backpulver|53,0,27.7,0,0.2,0,0,10600,20,5876,11,27,0.01,0,0,0,0,0,0,0,0,0|tsp=4.6|d=5
18372|18|Leavening agents, baking soda|baking soda|Natron;Backnatron|0,0,0,0,0,0,0,27360,0,0,0,0,0,0,0,0,0,0,0,0,0,0|tsp=4.6|d=5
18375|18|Leavening agents, yeast, baker's, active dry|dry yeast;yeast|Trockenhefe;Hefe|325,40.4,41.2,7.61,26.9,0,1,51,955,30,2.17,54,7.94,0.3,0,0,0,0.4,0.07,2340,1.5,0|tsp=4;tbsp=12;packet=7.2|d=4
18390|18|Pancakes, buttermilk, prepared from recipe|buttermilk pancake;buttermilk pancakes||227,6.8,28.7,9.3,,,1.83,522,145,157,1.7,15,0.62,0.4,30,,,,0.18,38,0.045,58|pancake=38|p=38
18963|18|Garlic bread, frozen|garlic bread|Knoblauchbrot;Kräuterbaguette|350,8.36,41.7,16.6,2.5,3.69,5.28,544,103,27,3.05,23,0.87,0.2,13,0.2,1.18,29.5,0.08,186,0.083,0|slice presliced=43;slice=59|s=43 d=43
18971|18|Bread, potato|potato bread|Kartoffelbrot|266,12.5,47.1,3.13,6.3,12.5,0,375,718,188,2.25,28,1.44,0,24,0.1,0.47,6.8,0.15,126,0.232,0|slice=32|s=32
18972|18|Bread, cheese|cheese bread|Käsebrot|408,10.4,44.8,20.8,2.1,2.08,6.25,750,84,90,2.49,17,0.96,0,24,0.1,1.49,32.4,0.24,107,0.048,10|slice=48|s=48
18973|18|Focaccia, Italian flatbread, plain|focaccia|Focaccia|249,8.77,35.8,7.89,1.8,1.75,0.877,561,114,35,3.16,20,1.33,0,0,0,1.42,5.7,0,138,0.113,0|piece=57|p=57 d=57
19002|25|Snacks, beef jerky, chopped and formed|beef jerky;jerky|Beef Jerky;Trockenfleisch|410,33.2,11,25.6,1.8,9,10.8,2081,597,20,5.42,51,8.11,0,0,0.3,0.49,2.3,0.99,134,0.179,48|piece, large=20|p=20 d=28
19008|25|Snacks, corn-based, extruded, puffs or twists, cheese-flavor|cheese puffs;cheetos;*peanut puffs|Käseflips;*Erdnussflips;*Flips|563,5.87,53,36.6,1.7,3.03,5.51,926,189,57,2.14,18,0.48,0,48,0,4.18,1.3,0.48,55,0.079,7|package 1.25 oz=35|d=28 h=20
19010|25|Snacks, crisped rice bar, chocolate chip|rice crispy bar;rice krispie treat||404,5.1,73,13.5,2.2,,5.24,278,168,21,6.3,48,0.86,0,,,,,0,140,0.705,0|bar=28|p=28
19015|25|Snacks, granola bars, hard, plain|hard granola bar;crunchy granola bar|knuspriger Müsliriegel|471,10.1,64.4,19.8,5.3,28.6,2.37,294,336,61,2.95,97,2.03,0.9,2,0,2.09,14.6,0,23,0.085,0|bar=21|p=21 d=21
19020|25|Snacks, granola bars, soft, uncoated, plain|granola bar;cereal bar;muesli bar;soft granola bar|Müsliriegel;Getreideriegel|443,7.4,67.3,17.2,4.6,,7.25,278,325,105,2.56,74,1.5,0,0,,,,0.39,24,0.1,0|bar=28|p=28 d=28
19034|25|Snacks, popcorn, air-popped|popcorn;air-popped popcorn;plain popcorn|Popcorn|387,12.9,77.8,4.54,14.5,0.87,0.637,8,329,7,3.19,144,3.08,0,10,0,0.29,1.2,0,31,0.157,0|cup=8|d=24 b=24 h=8
19035|25|Snacks, popcorn, oil-popped, microwave, regular flavor, no trans fat|oil-popped popcorn;movie popcorn;buttered popcorn;salted popcorn|Kinopopcorn;salziges Popcorn|583,7.29,45.1,43.5,8.1,0.46,6.82,679,182,4,1.98,79,3.1,0.3,8,0,2.43,4.1,0,25,0.109,0|cup=11|d=33
19039|25|Snacks, popcorn, caramel-coated, without peanuts|caramel popcorn|süßes Popcorn;Karamellpopcorn|431,3.8,79.1,12.8,5.2,53.2,3.61,206,109,43,1.74,35,0.58,0,2,0,1.2,12.5,0.01,5,0.028,0||d=35
19041|25|Snacks, pork skins, plain|pork rinds;pork skins||544,61.3,0,31.3,0,0,11.4,1818,127,30,0.88,11,0.56,0.5,12,0,0.53,0,0.64,0,0.023,95||d=14
19047|25|Snacks, pretzels, hard, plain, salted|pretzels;pretzel;hard pretzels;salted pretzels;pretzel sticks|Salzstangen;Salzbrezeln|384,9.95,80,3.47,3.3,2.43,0.516,1150,289,27,5.45,29,1.05,0,0,0,0.63,1.8,0,181,0.068,0|twists=6|p=6 d=28 h=28
19051|25|Snacks, rice cakes, brown rice, plain|rice cake;rice cakes|Reiswaffel;Reiswaffeln|387,8.2,81.5,2.8,4.2,0.88,0.57,326,290,11,1.49,131,3,0,0,0,1.24,1.9,0,21,0.15,0|cake=9;cakes=9|p=9 d=18
19056|25|Snacks, tortilla chips, plain, white corn, salted|tortilla chips;corn chips;nacho chips|Tortillachips;Tortilla-Chips;Nachos;Maischips|473,7.04,67.5,20.8,5.7,0.8,3.13,325,180,104,1.56,81,1.36,0,0,0,3.97,20.9,0.36,12,0.203,0|bag=213|p=2 d=28 h=28
19059|25|Snacks, trail mix, regular|trail mix;student mix|Studentenfutter|462,13.8,44.9,29.4,,,5.55,229,685,78,3.05,158,3.22,1.4,1,,,,0,71,0.298,0|cup=150|d=40 h=35
19074|19|Candies, caramels|caramel;caramels;toffees|Karamellbonbon;Karamell;Toffee|382,4.6,77,8.1,0,65.5,2.48,245,214,138,0.14,17,0.44,0.4,12,0,0.46,1.8,0.3,4,0.056,7|package=71;piece=10.1|p=10 d=20
19080|19|Candies, semisweet chocolate|chocolate chips;semisweet chocolate chips;semisweet chocolate|Schokotropfen;Schokostückchen|480,4.2,63.9,30,5.9,54.5,17.8,11,365,32,3.13,115,1.62,0,0,0,0.26,5.6,0,13,0.035,0|serving=14.5;cup large chips=182;cup mini chips=173;cup chips=168|d=15
19087|19|Candies, white chocolate|white chocolate|weiße Schokolade|539,5.87,59.2,32.1,0.2,59,19.4,90,286,199,0.24,12,0.74,0.5,9,0,0.96,9.1,0.56,7,0.056,21|bar=85;tbsp=14;cup chips=170|d=25 w=square:7
19094|19|Desserts, flan, caramel custard, prepared-from-recipe|flan;creme caramel;crème caramel|Flan;Karamellpudding|145,4.53,22.8,4.03,0,23.1,1.8,53,118,83,0.38,9,0.47,0,46,,0.23,0.2,0.36,9,0.044,90|cup=306;recipe yield=1531|d=153
19095|19|Ice creams, vanilla|ice cream;vanilla ice cream|Eis;Vanilleeis;Speiseeis;Eiscreme;Kugel Eis|207,3.5,23.6,11,0.7,21.2,6.79,80,199,128,0.09,14,0.69,0.6,118,0.2,0.3,0.3,0.39,5,0.048,44|cup=132;serving 1/2 cup=66|p=66 d=66 w=scoop:66 w=ball:66
19097|19|Sherbet, orange|sherbet;sorbet;orange sherbet|Sorbet;Fruchteis|144,1.1,30.4,2,1.3,24.3,1.16,46,96,54,0.14,8,0.48,2.3,12,0,0.01,0,0.13,4,0.023,1|cup=148;fl oz=24;bar=66|p=74 d=74 w=scoop:74
19100|19|Candies, fudge, chocolate, prepared-from-recipe|fudge;chocolate fudge|Fudge|411,2.39,76.4,10.4,1.7,73.1,6.45,45,134,49,1.77,36,1.11,0,44,0,0.18,1.4,0.09,4,0.012,14|piece=17|p=17
19106|19|Candies, gumdrops, starch jelly pieces|gummy bears;gumdrops;gummies;gummy bear;gummi bears|Gummibärchen;Fruchtgummi;Weingummi|396,0,98.9,0,0.1,59,0,44,5,3,0.4,1,0,0,0,0,0,0,0,0,0.005,0|cup gumdrops=182;gumdrops=3.6;gummy bears=2.2;gummy dinosaurs=6.3;gummy fish=5;gummy worms=7.4;spice stick=9.5;spice drop=24;gumdrop, small=3.2|p=2.5 d=40 h=40
19107|19|Candies, hard|hard candy;candy;hard candies;*lollipop|Bonbon;Bonbons;*Lutscher|394,0,98,0.2,0,62.9,0,38,5,3,0.3,3,0.01,0,0,0,0,0,0,0,0.003,0|piece=6;piece, small=3|p=6 d=18
19108|19|Candies, jellybeans|jelly beans;jellybeans||375,0,93.5,0.05,0.2,70,0,50,37,3,0.13,2,0.05,0,0,0,0,0,0,0,0.004,0|small=1.1;large=2.8|p=1.1 d=28 h=40
19116|19|Candies, marshmallows|marshmallow;marshmallows|Marshmallow;Marshmallows|318,1.8,81.3,0.2,0.1,57.6,0.056,80,5,3,0.23,2,0.04,0,0,0,0,0,0,1,0.003,0|cup of miniature=50;miniatures=0.7;regular=7.2|p=7.2 d=28
19120|19|Candies, milk chocolate|milk chocolate;chocolate;chocolate bar|Vollmilchschokolade;Schokolade;Milchschokolade;Schoki;Tafel Schokolade|535,7.65,59.4,29.7,3.4,51.5,18.5,79,372,189,2.35,63,2.3,0,59,0,0.51,5.7,0.75,12,0.036,23|bar, miniature=7;bar=44;cup chips=168|p=44 d=25 w=square:7 w=row:20 w=bar:44
19125|19|Chocolate-flavored hazelnut spread|nutella;chocolate hazelnut spread;hazelnut spread;chocolate spread|Nutella;Nuss-Nougat-Creme;Nussnougatcreme;Schokoaufstrich;Schokocreme|541,5.41,62.2,29.7,5.4,54,28.4,41,407,108,4.38,64,1.06,0,1,0,4.96,1.9,0.27,14,0.082,0|tbsp=18.5;serving 2 tbsp=37|d=18
19129|19|Syrups, table blends, pancake|pancake syrup;syrup|Pfannkuchensirup;Sirup|234,0,61.5,0,0,21.5,0,82,15,3,0.03,2,0.08,0,0,0,0,0,0,0,0,0|cup=314;tbsp=20|d=40
19138|19|Candies, truffles, prepared-from-recipe|truffle;chocolate truffle;*praline;*chocolates|Trüffelpraline;*Praline;*Pralinen|510,6.21,44.9,33.8,2.5,38.3,18.5,68,297,157,1.75,48,1.55,0.1,144,,1.82,6,0.49,9,0.032,53|piece=12;recipe yield, recipe makes 49 1=612|p=12 d=24
19155|19|Candies, MARS SNACKFOOD US, SNICKERS Bar|snickers|Snickers|491,7.53,61.5,23.9,2.3,50.5,9.07,239,323,93,0.72,72,2.5,0.5,46,0,1.5,1.9,0.16,27,0.09,13|bar=57;bar, fun size=15;bar, king size=113|p=57 d=57
19163|19|Chewing gum|chewing gum;gum|Kaugummi|360,0,96.7,0.3,2.4,66.1,0.042,1,2,0,0,0,0,0,0,0,0,0,0,0,0,0|stick=3;chiclets=1.6;block=8|p=3 d=3
19165|19|Cocoa, dry powder, unsweetened|cocoa powder;unsweetened cocoa|Kakaopulver;Backkakao|228,19.6,57.9,13.7,33.2,1.75,8.07,21,1524,128,13.9,499,6.81,0,0,0,0.1,2.5,0,32,0.118,0|cup=86;tbsp=5.4|d=5
19168|19|Desserts, egg custard, baked, prepared-from-recipe|custard;egg custard|Eierstich;Vanillecreme|104,5.02,11,4.58,0,11,2.16,61,148,107,0.35,11,0.54,0,49,,0.22,0.2,0.39,10,0.048,84|cup=282;recipe yield=563|d=141
19173|19|Gelatin desserts, dry mix, prepared with water|gelatin dessert;jello;jell-o;gelatin;jelly dessert|Götterspeise;Wackelpudding|62,1.22,14.2,0,0,13.5,0,75,1,3,0.02,1,0.01,0,0,0,0,0,0,1,0,0|cup=270;serving=21;package 3 oz, yields 2 cups=540|d=135
19182|19|Desserts, mousse, chocolate, prepared-from-recipe|chocolate mousse;mousse au chocolat|Mousse au Chocolat;Schokoladenmousse|225,4.14,16.1,16,0.6,14.8,9.15,38,143,96,0.55,20,0.64,0.1,140,,0.51,1.6,0.47,15,0.058,140|recipe yield=808;cup=404|d=202 w=cup:202
19183|19|Puddings, chocolate, ready-to-eat|chocolate pudding|Schokoladenpudding;Schokopudding|142,2.09,23,4.6,0,17.2,1.26,152,184,51,1.27,18,0.34,0.3,14,0,0.31,0.6,0.09,3,0.018,1|container refrigerated, 4 oz container=108;container shelf stable, 3.5 oz container=98|d=108 p=108
19193|19|Puddings, rice, ready-to-eat|rice pudding|Milchreis|108,3.23,18.4,2.15,0.3,11.6,1.21,97,125,95,0.11,8,0.43,1.3,19,0,0.07,0.2,0.15,4,0.052,12|serving 4 oz pudding cup=113;can=142;cup=172|d=113
19201|19|Puddings, vanilla, ready-to-eat|vanilla pudding;pudding|Vanillepudding;Pudding;*Vanillesauce;*Vanillesoße|130,1.45,22.6,3.78,0,17,1.02,142,65,49,0.09,4,0.16,0.2,2,0,0.3,0.6,0.15,2,0.019,1|container refrigerated 4 oz=110;container shelf stable 3.5 oz=97|d=110 p=110
19218|19|Puddings, tapioca, ready-to-eat|tapioca pudding|Tapiokapudding|130,1.95,21.7,3.88,0,14.9,0.962,145,92,71,0.11,6,0.22,0.3,0,0,0.15,0.4,0.21,3,0.024,1|container refrigerated 4 oz=110;container shelf stable 3.5 oz=97|d=113
19270|19|Ice creams, chocolate|chocolate ice cream|Schokoladeneis;Schokoeis|216,3.8,28.2,11,1.2,25.4,6.8,76,249,109,0.93,29,0.58,0.7,118,0.2,0.3,0.3,0.29,16,0.055,34|fl oz=16.6;individual=58;cup=132|p=66 d=66 w=scoop:66
19271|19|Ice creams, strawberry|strawberry ice cream|Erdbeereis|192,3.2,27.6,8.4,0.9,,5.19,60,188,120,0.21,14,0.34,7.7,96,,,,0.3,12,0.05,29|fl oz=16.6;individual=58;cup=132|p=66 d=66 w=scoop:66
19283|19|Frozen novelties, ice type, pop|popsicle;ice pop|Wassereis;Eis am Stiel|79,0,19.2,0.24,0,13.7,0.013,7,15,0,0.54,1,0.15,0.7,0,0,0,0,0,0,0,0|fl oz=29.7;serving 1.75 fl oz pop=52|p=59
19293|19|Frozen yogurts, vanilla, soft-serve|frozen yogurt;frozen yoghurt;vanilla frozen yogurt|Frozen Yogurt;Joghurteis|159,4,24.2,5.6,0,24,3.42,87,211,143,0.3,14,0.42,0.8,59,0.1,0.11,0.3,0.29,6,0.08,2|cup=144|d=100
19294|19|Fruit butters, apple|apple butter|Apfelkraut|173,0.39,42.5,0.3,1.5,35.3,0.053,15,91,14,0.31,4,0.06,0.6,1,0,0.05,0.9,0,1,0.037,0|tbsp=17;serving=17;cup=282|d=17
19296|19|Honey|honey|Honig;Bienenhonig|304,0.3,82.4,0,0.2,82.1,0,4,52,6,0.42,2,0.22,0.5,0,0,0,0,0,2,0.024,0|cup=339;tbsp=21;packet=14|d=21
19297|19|Jams and preserves|jam;strawberry jam;preserves;raspberry jam;fruit preserves|Marmelade;Konfitüre;Erdbeermarmelade;Himbeermarmelade;Erdbeerkonfitüre|278,0.37,68.9,0.07,1.1,48.5,0.01,32,77,20,0.49,4,0.06,8.8,0,0,0.12,0,0,11,0.02,0|tbsp=20;packet=14|d=20
19300|19|Jellies|jelly;grape jelly|Gelee;Fruchtgelee|266,0.15,70,0.02,1,51.2,0.005,30,54,7,0.19,6,0.03,0.9,0,0,0,0.3,0,2,0.02,0|tbsp=21;serving 1 tbsp=21;packet=14|d=19
19303|19|Marmalade, orange|orange marmalade;marmalade|Orangenmarmelade|246,0.3,66.3,0,0.7,60,0,56,37,38,0.15,2,0.04,4.8,3,0,0.06,0,0,9,0.019,0|tbsp=20;package=14;serving=20;cup=320|d=20
19304|19|Molasses|molasses|Melasse;*Rübensirup;*Zuckerrübensirup|290,0,74.7,0.1,0,74.7,0.018,37,1464,205,4.72,242,0.29,0,0,0,0,0,0,0,0.67,0|cup=337;tbsp=20;serving 1 tbsp=20|d=20
19334|19|Sugars, brown|brown sugar|brauner Zucker;Rohrzucker|380,0.12,98.1,0,0,97,0,28,133,83,0.71,9,0.03,0,0,0,0,0,0,1,0.041,0|tsp unpacked=3;cup packed=220;cup unpacked=145;tsp packed=4.6;tsp brownulated=3.2|d=4.6
19335|19|Sugars, granulated|sugar;white sugar;granulated sugar;*sugar cube|Zucker;Kristallzucker;weißer Zucker;Würfelzucker|387,0,100,0,0,99.8,0,1,2,1,0.05,0,0.01,0,0,0,0,0,0,0,0,0|serving packet=2.8;tsp=4.2;cup=200;serving 1 cube=2.3|d=4 w=cube:2.3 w=cup:200 w=tbsp:12.6 w=tsp:4.2
19336|19|Sugars, powdered|powdered sugar;icing sugar;confectioners sugar;confectioner's sugar|Puderzucker;Staubzucker|389,0,99.8,0,0,97.8,0,2,2,1,0.06,0,0.01,0,0,0,0,0,0,0,0,0|cup unsifted=120;cup sifted=100;tbsp unsifted=8;tsp=2.5|d=8
19353|19|Syrups, maple|maple syrup|Ahornsirup|260,0.04,67,0.06,0,67.9,0.007,12,212,102,0.11,21,1.47,0,0,0,0,0,0,0,0.002,0|tbsp=20;cup=332;serving 1/4 cup=83|d=20
19400|25|Snacks, banana chips|banana chips|Bananenchips|519,2.3,58.4,33.6,7.7,35.3,29,6,536,18,1.25,76,0.75,6.3,4,0,0.24,1.3,0,14,0.26,0||d=28 h=28
19411|25|Snacks, potato chips, plain, salted|potato chips;chips;crisps;salted potato chips;potato crisps|Chips;Kartoffelchips;Paprikachips|542,6.56,50.8,36.4,4.4,0.37,4.01,450,1642,24,1.61,70,2.39,18.6,0,0,6.74,22.1,0,75,0.723,0|bag=227|p=2 d=28 h=20 b=50
19418|25|Snacks, sesame sticks, wheat-based, salted|sesame sticks|Sesamstangen|541,10.9,46.5,36.7,2.8,0.19,6.48,1488,177,170,0.74,45,1.17,0,0,0,3.85,8,0,22,0.086,0||d=28
19719|19|Jams and preserves, apricot|apricot jam|Aprikosenmarmelade;Aprikosenkonfitüre;Marillenmarmelade|242,0.7,64.4,0.2,0.3,43.4,0.01,40,77,20,0.49,4,0.06,8.8,10,0,0.13,0,0,1,0.02,0|tbsp=20;packet=14|d=20
19904|19|Chocolate, dark, 70-85% cacao solids|dark chocolate;bittersweet chocolate;70% dark chocolate|Zartbitterschokolade;dunkle Schokolade;Bitterschokolade;Edelbitterschokolade|598,7.79,45.9,42.6,10.9,24,24.5,20,715,73,11.9,228,3.31,,2,,0.59,7.3,0.28,,0.038,3|bar=101|d=25 w=square:10 w=bar:101 p=10
19912|19|Sweetener, syrup, agave|agave syrup;agave nectar;agave|Agavensirup;Agavendicksaft|310,0.09,76.4,0.45,0.2,68,0,4,4,1,0.09,1,0.01,17,8,0,0.98,22.5,0,30,0.234,0|tsp=6.9;cup=220|d=21
20001|20|Amaranth, uncooked|||371,13.6,65.3,7.02,6.7,1.69,1.46,4,508,159,7.61,248,2.87,4.2,0,0,1.19,0,0,82,0.591,0|cup=193|
20002|20|Amaranth grain, cooked|amaranth|Amaranth|102,3.8,18.7,1.58,2.1,,,6,135,47,2.1,65,0.86,,,,0.19,,,22,0.113,|cup=246|d=246 raw=20001
20003|20|Arrowroot flour|||357,0.3,88.2,0.1,3.4,,0.019,2,11,40,0.33,3,0.07,0,0,0,,,0,7,0.005,0|cup=128|
20004|20|Barley, hulled|||354,12.5,73.5,2.3,17.3,0.8,0.482,12,452,33,3.6,133,2.77,0,1,0,0.57,2.2,0,19,0.318,0|cup=184|
20005|20|Barley, pearled, raw|||352,9.91,77.7,1.16,15.6,0.8,0.244,9,280,29,2.5,79,2.13,0,1,0,0.02,2.2,0,23,0.26,0|cup=200|
20006|20|Barley, pearled, cooked|barley;pearl barley;cooked barley|Graupen;Gerste;Perlgraupen|123,2.26,28.2,0.44,3.8,0.28,0.093,3,93,11,1.33,22,0.82,0,0,0,0.01,0.8,0,16,0.115,0|cup=157|d=157 raw=20005
20008|20|Buckwheat|||343,13.3,71.5,3.4,10,,0.741,1,460,18,2.2,231,2.4,0,0,0,,,0,30,0.21,0|cup=170|
20009|20|Buckwheat groats, roasted, dry|||346,11.7,75,2.71,10.3,,0.591,11,320,17,2.47,221,2.42,0,0,0,,,0,42,0.353,0|cup=164|
20010|20|Buckwheat groats, roasted, cooked|buckwheat;buckwheat groats;kasha|Buchweizen;gekochter Buchweizen|92,3.38,19.9,0.62,2.7,0.9,0.134,4,88,7,0.8,51,0.61,0,0,0,0.09,1.9,0,14,0.077,0|cup=168|d=168 raw=20009
20011|20|Buckwheat flour, whole-groat|||335,12.6,70.6,3.1,10,2.6,0.677,11,577,41,4.06,251,3.12,0,0,0,0.32,7,0,54,0.582,0|cup=120|
20012|20|Bulgur, dry|||342,12.3,75.9,1.33,18.3,0.41,0.232,17,410,35,2.46,164,1.93,0,0,0,0.06,1.9,0,27,0.342,0|cup=140|
20013|20|Bulgur, cooked|bulgur;cooked bulgur;bulgur wheat|Bulgur;gekochter Bulgur|83,3.08,18.6,0.24,4.5,0.1,0.042,5,68,10,0.96,32,0.57,0,0,0,0.01,0.5,0,18,0.083,0|cup=182;tbsp=8.4|d=182 raw=20012
20014|20|Corn, yellow|||365,9.42,74.3,4.74,7.3,0.64,0.667,35,287,7,2.71,127,2.21,0,11,0,0.49,0.3,0,19,0.622,0|cup=166|
20016|20|Corn flour, whole-grain, yellow|||361,6.93,76.8,3.86,7.3,0.64,0.543,5,315,7,2.38,93,1.73,0,11,0,0.42,0.3,0,25,0.37,0|cup=117|
20017|20|Corn flour, masa, enriched, white|||365,9.28,76.3,3.86,6.4,1.61,0.532,5,263,136,7.49,93,1.8,0,0,0,0.12,0,0,209,0.475,0|cup=114|
20020|20|Cornmeal, whole-grain, yellow|||362,8.12,76.9,3.59,7.3,0.64,0.505,35,287,6,3.45,127,1.82,0,11,0,0.42,0.3,0,25,0.304,0|cup=122|
20022|20|Cornmeal, degermed, enriched, yellow|cornmeal;*polenta dry|Maismehl;*Polenta trocken|370,7.11,79.5,1.75,3.9,1.61,0.22,7,142,3,4.36,32,0.66,0,11,0,0.12,0,0,209,0.182,0|cup=157|d=40
20027|20|Cornstarch|cornstarch;corn starch|Speisestärke;Maisstärke;Stärke|381,0.26,91.3,0.05,0.9,0,0.009,9,3,2,0.47,3,0.06,0,0,0,0,0,0,0,0,0|cup=128|d=8
20028|20|Couscous, dry|||376,12.8,77.4,0.64,5,,0.117,10,166,24,1.08,44,0.83,0,0,0,,,0,20,0.11,0|cup=173|
20029|20|Couscous, cooked|couscous;cooked couscous|Couscous;gekochter Couscous;Kuskus|112,3.79,23.2,0.16,1.4,0.1,0.029,5,58,8,0.38,8,0.26,0,0,0,0.13,0.1,0,15,0.051,0|cup, cooked=157;cup, dry, yields=528|d=157 raw=20028
20030|20|Hominy, canned, white|||72,1.48,14.3,0.88,2.5,1.82,0.123,345,9,10,0.62,16,1.05,0,0,0,0.05,0.2,0,1,0.005,0|cup=165|
20031|20|Millet, raw|||378,11,72.8,4.22,8.5,,0.723,5,195,8,3.01,114,1.68,0,0,0,0.05,0.9,0,85,0.384,0|cup=200|
20032|20|Millet, cooked|millet;cooked millet|Hirse;gekochte Hirse|119,3.51,23.7,1,1.3,0.13,0.172,2,62,3,0.63,44,0.91,0,0,0,0.02,0.3,0,19,0.108,0|cup=174|d=174 raw=20031
20033|20|Oat bran, raw|||246,17.3,66.2,7.03,15.4,1.45,1.33,4,566,58,5.41,235,3.11,0,0,0,1.01,3.2,0,52,0.165,0|cup=94|
20034|20|Oat bran, cooked|||40,3.21,11.4,0.86,2.6,,0.163,1,92,10,0.88,40,0.53,0,0,0,,,0,6,0.025,0|cup=219|
20035|20|Quinoa, uncooked|||368,14.1,64.2,6.07,7,,0.706,5,563,47,4.57,197,3.1,,1,0,2.44,0,0,184,0.487,0|cup=170|
20036|20|Rice, brown, long-grain, raw|raw brown rice;uncooked brown rice|roher Vollkornreis|370,7.94,77.2,2.92,3.5,0.85,0.584,7,223,23,1.47,143,2.02,0,0,0,1.2,1.9,0,20,0.509,0|cup=185|
20037|20|Rice, brown, long-grain, cooked|brown rice;cooked brown rice;whole grain rice|Vollkornreis;Naturreis;brauner Reis|111,2.58,23,0.9,1.8,0.35,0.18,5,43,10,0.42,43,0.63,0,0,0,0.03,0.6,0,4,0.145,0|cup=195|d=195 raw=20036
20038|20|Oats|||389,16.9,66.3,6.9,10.6,,1.22,2,429,54,4.72,177,3.97,0,0,0,,,0,56,0.119,0|cup=156|
20040|20|Rice, brown, medium-grain, raw|||362,7.5,76.2,2.68,3.4,,0.536,4,268,33,1.8,143,2.02,0,0,0,,,0,20,0.509,0|cup=190|
20041|20|Rice, brown, medium-grain, cooked|||112,2.32,23.5,0.83,1.8,,0.165,1,79,10,0.53,44,0.62,0,0,0,,,0,4,0.149,0|cup=195|
20044|20|Rice, white, long-grain, regular, raw, enriched|raw rice;uncooked rice;dry rice;uncooked white rice|roher Reis;ungekochter Reis;trockener Reis|365,7.13,80,0.66,1.3,0.12,0.18,5,115,28,4.31,25,1.09,0,0,0,0.11,0.1,0,231,0.164,0|cup=185|
20045|20|Rice, white, long-grain, regular, cooked, enriched|rice;white rice;cooked rice;boiled rice;steamed rice;long grain rice;cooked white rice;rice white;rice cooked|Reis;weißer Reis;gekochter Reis;Langkornreis;Basmatireis|130,2.69,28.2,0.28,0.4,0.05,0.077,1,35,10,1.2,12,0.49,0,0,0,0.04,0,0,58,0.093,0|cup=158|d=158 raw=20044
20046|20|Rice, white, long-grain, parboiled, enriched, dry|||374,7.51,80.9,1.03,1.8,0.33,0.294,2,174,71,3.33,27,1.02,0,0,0,0.03,0.1,0,257,0.452,0|cup=185|
20047|20|Rice, white, long-grain, parboiled, enriched, cooked|parboiled rice|Parboiled-Reis;parboiled Reis|123,2.91,26.1,0.37,0.9,0.11,0.074,2,56,19,1.81,9,0.37,0,0,0,0.01,0,0,81,0.156,0|cup=158|d=158 raw=20046
20051|20|Rice, white, medium-grain, cooked|||130,2.38,28.6,0.21,0.3,,0.057,0,29,3,1.49,13,0.42,0,0,0,,,0,58,0.05,0|cup=186|
20052|20|Rice, white, short-grain, raw|||358,6.5,79.2,0.52,2.8,,0.14,1,76,3,4.23,23,1.1,0,0,0,,,0,231,0.171,0|cup=200|
20053|20|Rice, white, short-grain, cooked|sushi rice;short grain rice;sticky rice|Sushireis;Rundkornreis|130,2.36,28.7,0.19,,,0.051,0,26,1,1.46,8,0.4,0,0,0,,,0,59,0.059,0|cup=186|d=186 raw=20052
20054|20|Rice, white, glutinous, raw|||370,6.81,81.7,0.55,2.8,,0.111,7,77,11,1.6,23,1.2,0,0,0,,,0,7,0.107,0|cup=185|
20055|20|Rice, white, glutinous, cooked|||97,2.02,21.1,0.19,1,0.05,0.039,5,10,2,0.14,5,0.41,0,0,0,0.04,0,0,1,0.026,0|cup=174|
20061|20|Rice flour, white|rice flour|Reismehl|366,5.95,80.1,1.42,2.4,0.12,0.386,0,76,10,0.35,35,0.8,0,0,0,0.11,0,0,4,0.436,0|cup=158|d=100
20062|20|Rye|||338,10.3,75.9,1.63,15.1,0.98,0.197,2,510,24,2.63,110,2.65,0,1,0,0.85,5.9,0,38,0.294,0|cup=169|
20063|20|Rye flour, dark|||325,15.9,68.6,2.22,23.8,2.31,0.269,2,717,37,4.97,160,5.04,0,1,0,2.73,5.9,0,33,0.443,0|cup=128|
20064|20|Rye flour, medium|rye flour|Roggenmehl|349,10.9,75.4,1.52,11.8,1.1,0.18,2,374,24,2.54,63,2.17,0,0,0,1.43,5.9,0,34,0.268,0|cup=102|d=102
20065|20|Rye flour, light|||357,9.82,76.7,1.33,8,0.93,0.15,2,224,13,0.91,32,1.33,0,0,0,0.83,5.9,0,23,0.234,0|cup=102|
20066|20|Semolina, enriched|semolina|Grieß;Hartweizengrieß|360,12.7,72.8,1.05,3.9,,0.15,1,186,17,4.36,47,1.05,0,0,0,0.26,,0,183,0.103,0|cup=167|d=40
20067|20|Sorghum|||339,11.3,74.6,3.3,6.3,3.39,0.457,6,350,28,4.4,190,1.54,0,,0,0.81,,0,20,0.59,0|cup=192|
20068|20|Tapioca, pearl, dry|||358,0.19,88.7,0.02,0.9,3.35,0.005,1,11,20,1.58,1,0.12,0,0,0,0,0,0,4,0.008,0|cup=152|
20069|20|Triticale|||336,13.1,72.1,2.09,,,0.366,5,332,37,2.57,130,3.45,0,0,0,0.9,,0,73,0.138,0|cup=192|
20070|20|Triticale flour, whole-grain|||338,13.2,73.1,1.81,14.6,,0.318,2,466,35,2.59,153,2.66,0,0,0,0.9,,0,74,0.403,0|cup=130|
20071|20|Wheat, hard red spring|||329,15.4,68,1.92,12.2,0.41,0.314,2,340,25,3.6,124,2.78,0,0,0,1.01,1.9,0,43,0.336,0|cup=192|
20072|20|Wheat, hard red winter|||327,12.6,71.2,1.54,12.2,0.41,0.269,2,363,29,3.19,126,2.65,0,0,0,1.01,1.9,0,38,0.3,0|cup=192|
20073|20|Wheat, soft red winter|||331,10.3,74.2,1.56,12.5,0.41,0.289,2,397,27,3.21,126,2.63,0,0,0,1.01,,0,41,0.272,0|cup=168|
20074|20|Wheat, hard white|||342,11.3,75.9,1.71,12.2,0.41,0.277,2,432,32,4.56,93,3.33,0,0,0,1.01,1.9,0,38,0.368,0|cup=192|
20075|20|Wheat, soft white|||340,10.7,75.4,1.99,12.7,0.41,0.368,2,435,34,5.37,90,3.46,0,0,0,1.01,1.9,0,41,0.378,0|cup=168|
20076|20|Wheat, durum|||339,13.7,71.1,2.47,,,0.454,2,431,34,3.52,144,4.16,0,0,0,,,0,43,0.419,0|cup=192|
20077|20|Wheat bran, crude|wheat bran|Weizenkleie|216,15.6,64.5,4.25,42.8,0.41,0.63,2,1182,73,10.6,611,7.27,0,0,0,1.49,1.9,0,79,1.3,0|cup=58|d=6
20078|20|Wheat germ, crude|wheat germ|Weizenkeime|360,23.1,51.8,9.72,13.2,,1.67,12,892,39,6.26,239,12.3,0,0,0,,,0,281,1.3,0|cup=115|d=7
20080|20|Wheat flour, whole-grain|whole wheat flour;wholemeal flour|Vollkornmehl;Weizenvollkornmehl|340,13.2,72,2.5,10.7,0.41,0.43,2,363,34,3.6,137,2.6,0,0,0,0.71,1.9,0,44,0.407,0|cup=120|d=120
20081|20|Wheat flour, white, all-purpose, enriched, bleached|flour;all-purpose flour;white flour;wheat flour;plain flour|Mehl;Weizenmehl;weißes Mehl|364,10.3,76.3,0.98,2.7,0.27,0.155,2,107,15,4.64,22,0.7,0,0,0,0.06,0.3,0,183,0.044,0|cup=125|d=125
20083|20|Wheat flour, white, bread, enriched|||361,12,72.5,1.66,2.4,0.31,0.244,2,100,15,4.41,25,0.85,0,0,0,0.4,0.3,0,183,0.037,0|cup=137|
20084|20|Wheat flour, white, cake, enriched|||362,8.2,78,0.86,1.7,0.31,0.127,2,105,14,7.32,16,0.62,0,0,0,0.02,0.3,0,186,0.033,0|cup unsifted, dipped=137|
20087|20|Wheat, sprouted|||198,7.49,42.5,1.27,1.1,,0.206,16,169,28,2.14,82,1.65,2.6,0,0,,,0,38,0.265,0|cup=108|
20088|20|Wild rice, raw|||357,14.7,74.9,1.08,6.2,2.5,0.156,7,427,21,1.96,177,5.96,0,1,0,0.82,1.9,0,95,0.391,0|cup=160|
20089|20|Wild rice, cooked|wild rice;cooked wild rice|Wildreis|101,3.99,21.3,0.34,1.8,0.73,0.049,3,101,3,0.6,32,1.34,0,0,0,0.24,0.5,0,26,0.135,0|cup=164|d=164 raw=20088
20090|20|Rice flour, brown|||363,7.23,76.5,2.78,4.6,0.85,0.557,8,289,11,1.98,112,2.45,0,0,0,1.2,,0,16,0.736,0|cup=158|
20091|20|Pasta, corn, dry|||357,7.46,79.3,2.08,11,,0.29,3,294,4,0.93,119,1.79,0,9,,,,0,25,0.206,0|cup=105|
20092|20|Pasta, corn, cooked|||126,2.63,27.9,0.73,4.8,,0.102,0,31,1,0.25,36,0.63,0,3,,,,0,6,0.058,0|cup=140|
20094|20|Pasta, fresh-refrigerated, plain, cooked|fresh pasta|frische Pasta;frische Nudeln|131,5.15,24.9,1.05,,,0.15,6,24,6,1.14,18,0.56,0,6,,,,0.14,64,0.034,33||d=140
20099|20|Macaroni, dry, enriched|||371,13,74.7,1.51,3.2,2.67,0.277,6,223,21,3.3,53,1.41,0,0,0,0.11,0.1,0,237,0.142,0|cup elbow shaped=105;cup spiral shaped=84;cup small shells=93|
20100|20|Macaroni, cooked, enriched|macaroni;penne;fusilli;cooked macaroni;elbow macaroni;rigatoni;farfalle|Makkaroni;Penne;Fusilli;Hörnchennudeln;Farfalle;Rigatoni;Spirelli|158,5.8,30.9,0.93,1.8,0.56,0.176,1,44,7,1.28,18,0.51,0,0,0,0.06,0,0,73,0.049,0|cup elbow shaped=140;cup spiral shaped=134;cup small shells=115|d=140 raw=20099
20105|20|Macaroni, vegetable, dry, enriched|||367,13.1,74.9,1.04,4.3,,0.15,43,285,34,4.28,46,0.76,0,8,0,,,0,278,0.129,0|cup spiral shaped=84|
20106|20|Macaroni, vegetable, cooked, enriched|||128,4.53,26.6,0.11,4.3,1.15,0.016,6,31,11,0.49,19,0.44,0,5,0,0.21,0.3,0,65,0.024,0|cup spiral shaped=134|
20107|20|Macaroni, whole-wheat, dry|||348,14.6,75,1.4,8.3,,0.258,8,215,40,3.63,143,2.37,0,0,0,,,0,57,0.223,0|cup elbow shaped=105|
20108|20|Macaroni, whole-wheat, cooked|||124,5.33,26.5,0.54,2.8,0.8,0.099,3,44,15,1.06,30,0.81,0,0,0,0.3,0.7,0,5,0.079,0|cup elbow shaped=140|
20109|20|Noodles, egg, dry, enriched|||384,14.2,71.3,4.44,3.3,1.88,1.18,21,244,35,4.01,58,1.92,0,17,0.3,0.37,0.5,0.29,230,0.216,84|cup=38|
20110|20|Noodles, egg, cooked, enriched|egg noodles;noodles;cooked egg noodles;*spaetzle|Eiernudeln;*Spätzle;Suppennudeln|138,4.54,25.2,2.07,1.2,0.4,0.419,5,38,12,1.47,21,0.65,0,6,0.1,0.17,0,0.09,84,0.046,29|cup=160|d=160 raw=20109
20111|20|Noodles, egg, spinach, dry, enriched|||382,14.6,70.3,4.55,6.8,,1.05,72,355,56,4.2,82,1.83,0,,,,,0.4,245,0.412,95|cup=38|
20112|20|Noodles, egg, spinach, cooked, enriched|||132,5.04,24.3,1.57,2.3,0.71,0.361,12,37,19,1.09,24,0.63,0,10,0.1,0.55,101,0.14,64,0.114,33|cup=160|
20113|20|Noodles, chinese, chow mein|chow mein noodles||459,10.6,67,17.6,2.7,0.94,1.76,847,120,20,4.73,52,1.4,0,0,0,2.36,0.6,0,109,0.11,0|cup dry=56|d=45
20114|20|Noodles, japanese, soba, dry|||336,14.4,74.6,0.71,,,0.136,792,252,35,2.7,95,1.71,0,0,0,,,0,60,0.24,0||
20115|20|Noodles, japanese, soba, cooked|soba noodles;soba|Sobanudeln|99,5.06,21.4,0.1,,,0.019,60,35,4,0.48,9,0.12,0,0,0,,,0,7,0.04,0|cup=114|d=114 raw=20114
20117|20|Noodles, japanese, somen, cooked|||131,4,27.5,0.18,,,0.025,161,29,8,0.52,2,0.22,0,0,0,,,0,2,0.013,0|cup=176|
20120|20|Spaghetti, dry, enriched|dry spaghetti;dry pasta;uncooked pasta;uncooked spaghetti;raw pasta|rohe Nudeln;ungekochte Nudeln;trockene Nudeln;rohe Spaghetti|371,13,74.7,1.51,3.2,2.67,0.277,6,223,21,3.3,53,1.41,0,0,0,0.11,0.1,0,237,0.142,0||
20121|20|Spaghetti, cooked, enriched, without added salt|spaghetti;pasta;cooked spaghetti;cooked pasta;linguine;fettuccine;tagliatelle;noodles pasta|Spaghetti;Nudeln;Pasta;gekochte Nudeln;Bandnudeln;gekochte Spaghetti;gekochte Pasta|158,5.8,30.9,0.93,1.8,0.56,0.176,1,44,7,1.28,18,0.51,0,0,0,0.06,0,0,73,0.049,0|cup=140|d=140 raw=20120
20124|20|Spaghetti, whole-wheat, dry|||348,14.6,75,1.4,,,0.258,8,215,40,3.63,143,2.37,0,0,0,,,0,57,0.223,0||
20125|20|Spaghetti, whole-wheat, cooked|whole wheat spaghetti;whole wheat pasta;wholemeal pasta;whole-wheat pasta;whole grain pasta|Vollkornnudeln;Vollkornspaghetti;Vollkornpasta|124,5.33,26.5,0.54,4.5,0.8,0.099,3,44,15,1.06,30,0.81,0,0,0,0.3,0.7,0,5,0.079,0|cup=140|d=140 raw=20124
20126|20|Spaghetti, spinach, dry|||372,13.3,74.8,1.57,10.6,2.72,0.226,36,376,58,2.13,174,2.76,0,23,0,0.74,152,0,48,0.323,0||
20127|20|Spaghetti, spinach, cooked|||130,4.58,26.1,0.63,,,0.091,14,58,30,1.04,62,1.08,0,8,0,,,0,12,0.096,0|cup=140|
20130|20|Barley flour or meal|||345,10.5,74.5,1.6,10.1,0.8,0.335,4,309,32,2.68,96,2,0,0,0,0.57,2.2,0,8,0.396,0|cup=148|
20131|20|Barley malt flour|||361,10.3,78.3,1.84,7.1,0.8,0.386,11,224,37,4.71,97,2.06,0.6,1,0,0.57,2.2,0,38,0.655,0|cup=162|
20132|20|Oat flour, partially debranned|||404,14.7,65.7,9.12,6.5,0.8,1.61,19,371,55,4,144,3.2,0,0,0,0.7,3.2,0,32,0.125,0|cup=104|
20133|20|Rice noodles, dry|||364,5.95,80.2,0.56,1.6,0.12,0.153,182,30,18,0.7,12,0.74,0,0,0,0.11,0,0,3,0.015,0||
20134|20|Rice noodles, cooked|rice noodles;cooked rice noodles|Reisnudeln;Glasnudeln|108,1.79,24,0.2,1,0.03,0.023,19,4,4,0.14,3,0.25,0,0,0,0.03,0,0,1,0.006,0|cup=176|d=176 raw=20133
20137|20|Quinoa, cooked|quinoa;cooked quinoa|Quinoa;gekochte Quinoa|120,4.4,21.3,1.92,2.8,0.87,0.231,7,172,17,1.49,64,1.09,0,0,0,0.63,0,0,42,0.123,0|cup=185|d=185 raw=20035
20140|20|Spelt, uncooked|||338,14.6,70.2,2.43,10.7,6.82,0.406,8,388,27,4.44,136,3.28,0,0,,0.79,3.6,0,45,0.23,0|cup=174|
20141|20|Spelt, cooked|spelt;cooked spelt|Dinkel;Dinkelkörner|127,5.5,26.4,0.85,3.9,,,5,143,10,1.67,49,1.25,0,0,,0.26,,0,13,0.08,0|cup=194|d=194 raw=20140
20142|20|Teff, uncooked|||367,13.3,73.1,2.38,8,1.84,0.449,12,427,180,7.63,184,3.63,,0,,0.08,1.9,,,0.482,|cup=193|
20143|20|Teff, cooked|||101,3.87,19.9,0.65,2.8,,,8,107,49,2.05,50,1.11,,0,,,,0,18,0.097,0|cup=252|
20314|20|Corn, white|||365,9.42,74.3,4.74,,,0.667,35,287,7,2.71,127,2.21,0,0,0,,,0,,0.622,0|cup=166|
20316|20|Corn flour, whole-grain, white|||361,6.93,76.8,3.86,7.3,0.64,0.543,5,315,7,2.38,93,1.73,0,0,0,0.42,0.3,0,25,0.37,0|cup=117|
20317|20|Corn flour, masa, enriched, yellow|||365,9.28,76.3,3.86,6.4,,0.532,5,263,136,7.49,93,1.8,0,11,0,,,0,209,0.475,0|cup=114|
20320|20|Cornmeal, whole-grain, white|||362,8.12,76.9,3.59,7.3,0.64,0.505,35,287,6,3.45,127,1.82,0,0,0,0.42,0.3,0,25,0.304,0|cup=122|
20322|20|Cornmeal, degermed, enriched, white|||370,7.11,79.5,1.75,3.9,1.61,0.22,7,142,3,4.36,32,0.66,0,0,0,0.12,0,0,209,0.182,0|cup=157|
20330|20|Hominy, canned, yellow|||72,1.48,14.3,0.88,2.5,,0.123,345,9,10,0.62,16,1.05,0,,0,,,0,1,0.005,0|cup=160|
20647|20|Millet flour|||373,10.8,73,4.25,3.5,1.66,0.536,4,224,14,3.94,119,2.63,0,,,0.11,0.8,,42,0.372,|cup=119|
20648|20|Sorghum flour|||361,7.87,77.5,3.29,6.6,1.87,0.475,4,311,12,2.99,120,1.44,0,,,0.5,6.4,,25,0.345,|cup=121|
21026|21|Fast foods, potatoes, hashed brown|fast food hash brown||327,2.61,32.2,21.6,2.7,0.24,4.95,518,356,16,0.67,19,0.34,2.9,0,0,0.97,9.9,0,20,0.223,0|cup=144|
21047|21|Entrees, fish fillet, battered or breaded, and fried|fried fish;battered fish;breaded fish fillet;fish and chips fish|Backfisch;paniertes Fischfilet;frittierter Fisch|232,14.7,17,12.3,0.5,,2.82,532,320,18,2.11,24,0.44,0,11,,,,1.11,17,0.102,34|fillet=91|p=91 d=91
21052|21|Fast foods, salad, vegetable, tossed, without dressing|side salad;garden salad;tossed salad;mixed salad|Beilagensalat;gemischter Beilagensalat|16,1.25,3.22,0.07,,,0.01,26,172,13,0.63,11,0.21,23.2,57,,,,0,37,0.08,0|cup=139|d=207 p=207 b=207
21060|21|Fast foods, burrito, with beans|bean burrito;burrito with beans|Bohnenburrito|206,6.48,32.9,6.22,,,3.17,454,301,52,2.08,40,0.7,0.9,,,,,0.5,40,0.14,2|pieces=109|p=108
21061|21|Fast foods, burrito, with beans and cheese|burrito with beans and cheese;bean and cheese burrito|Burrito mit Bohnen und Käse|205,7.35,31.2,6.05,4.2,1.73,2.31,563,261,124,2.37,34,0.86,0.4,25,0.1,0.54,3.2,0.16,104,0.1,5|each burrito=185|p=93
21066|21|Fast foods, burrito, with beef|beef burrito;burrito;burrito with beef|Burrito|238,12.1,26.6,9.46,,,4.75,678,336,38,2.77,37,2.15,0.5,6,,,,0.89,59,0.14,29|pieces=110|p=110
21074|21|Fast foods, enchilada, with cheese|cheese enchilada;enchilada|Enchilada|196,5.91,17.5,11.6,,,6.5,481,147,199,0.81,31,1.54,0.6,61,,,,0.46,40,0.24,27|enchilada=163|p=163
21078|21|Fast foods, nachos, with cheese|nachos with cheese;cheese nachos;nachos|Nachos mit Käse|343,4.32,34.9,21.5,3.2,2.17,2.17,313,362,63,0.75,42,0.86,1.1,5,0,4.08,19.3,0.07,10,0.215,3|serving=80|d=113
21082|21|Fast foods, taco with beef, cheese and lettuce, hard shell|taco;tacos;beef taco;hard shell taco|Taco;Tacos|226,8.86,19.9,12.7,3.9,0.9,4.38,397,209,89,1.19,32,1.75,0.4,20,0.1,0.6,15.3,0.93,19,0.09,28|each taco=69|p=69
21090|21|Fast foods, cheeseburger; single, regular patty, with condiments|cheeseburger|Cheeseburger|270,13.5,25.5,12.9,1.9,5.24,5.8,628,184,123,2.25,23,2.21,0.4,55,0.1,0.09,5.5,1.31,26,0.374,39|item=127|p=127 d=127
21092|21|Fast foods, cheeseburger; double, regular patty; plain|plain double cheeseburger||308,17.2,20.8,17.4,0.7,4.02,7.08,621,216,180,2.37,21,2.75,0,,,,,1.38,50,0.187,55|item=149|p=155
21102|21|Fast foods, chicken fillet sandwich, plain|chicken sandwich;chicken burger;fried chicken sandwich|Hähnchenburger;Chickenburger|283,13.3,21.3,16.2,,,4.68,526,194,33,2.57,19,1.03,4.9,,,,,0.21,55,0.11,33|sandwich=182|p=182
21104|21|Fast foods, egg and cheese sandwich|egg and cheese sandwich|Sandwich mit Ei und Käse|233,10.7,17.8,13.3,,,4.54,551,129,154,2.04,15,1.13,1,138,,,,0.78,67,0.09,199|sandwich=146|p=146
21105|21|Fast foods, fish sandwich, with tartar sauce|fish sandwich;fish burger|Fischbrötchen;Fischburger|257,10.3,26.7,12.4,1,3.53,1.95,602,206,37,1.5,25,0.49,1.8,6,0.2,0.55,13.6,0.68,46,0.07,35|sandwich=220|p=158
21108|21|Fast foods, hamburger; single, regular patty; with condiments|hamburger;burger|Hamburger;Burger|263,13.3,29.6,10.2,1.8,5.95,3.57,487,197,116,2.87,22,2.03,0.3,3,0.1,0.07,4.9,1.2,46,0.108,29|sandwich=97|p=110 d=110
21116|21|Fast foods, ham and cheese sandwich|ham and cheese sandwich;ham sandwich|Schinken-Käse-Toast;Schinken-Käse-Sandwich;Toast Hawaii|241,14.2,22.8,10.6,,,4.41,528,199,89,2.22,11,0.94,1.9,66,,0.2,,0.37,52,0.14,40|sandwich=146|p=146
21118|21|Fast foods, hotdog, plain|hot dog;hotdog;hot dog in a bun|Hotdog;Hot Dog|247,10.6,18.4,14.8,,,5.21,684,146,24,2.36,13,2.02,0.1,0,,,,0.52,49,0.05,45|sandwich=98|p=98 d=98
21120|21|Fast foods, hotdog, with corn flour coating (corndog)|corn dog;corndog||263,9.6,31.9,10.8,,,2.95,556,150,58,3.53,10,0.75,0,34,,,,0.25,59,0.05,45|sandwich=175|p=175
21127|21|Fast foods, coleslaw|coleslaw|Krautsalat;Coleslaw;Weißkrautsalat|153,0.95,14.9,9.91,1.9,12.2,1.6,203,129,30,0.22,8,0.14,14.6,28,,0.54,70.9,0.01,,0.112,4|cup=191;package=116|d=99
21130|21|Fast foods, onion rings, breaded and fried|onion rings;onion ring|Zwiebelringe|411,3.86,43.6,25.2,2.7,5.43,4.19,776,167,115,0.78,19,0.51,1.4,0,0,4.92,55.8,0,42,0.133,0|package=117|p=8 d=83
21131|21|Fast foods, potato, baked and topped with cheese sauce|baked potato with cheese sauce;baked potato with cheese|Ofenkartoffel mit Käse|160,4.94,15.7,9.71,,,3.57,129,394,105,1.02,22,0.64,8.8,85,,,,0.06,9,0.24,6|piece=296|p=296
21135|21|Fast foods, potato, baked and topped with sour cream and chives|baked potato with sour cream and chives;baked potato with sour cream|Ofenkartoffel mit Sauerrahm;Kartoffel mit Sauerrahm|130,2.21,16.6,7.39,,,3.31,60,458,35,1.03,23,0.3,11.2,88,,,,0.07,11,0.26,8|piece=302|p=302
21138|21|Fast foods, potato, french fried in vegetable oil|fast food fries;fast food french fries|Pommes aus der Fritteuse|312,3.43,41.4,14.7,3.8,0.3,2.34,210,579,18,0.81,35,0.5,4.7,0,0,1.67,11.2,0,30,0.372,0|serving small=71;serving medium=117;serving large=154|d=117
21226|21|Pizza, meat and vegetable topping, regular crust, frozen, cooked|supreme pizza;frozen supreme pizza||276,11.3,25.1,14.4,2.2,4.85,5.08,555,209,152,1.36,25,1.71,3.4,65,0,1.13,8.2,0.62,34,0.149,16|serving 5 servings per 24.2 oz package=143;serving 5 servings per 22.85 oz package=129;serving 2 servings per 10.9 oz package=177;package 24.2 oz pizza=713;package 22.85 oz pizza=644;package 10.9 oz pizza=354|s=107
21238|21|McDONALD'S, French Fries|||323,3.41,42.6,15.5,3.9,0.21,2.27,189,596,19,0.8,37,0.51,5.6,0,,1.38,16,,,0.38,|small serving=71;medium serving=117;large serving=154;kids serving=31|
21299|21|Fast Food, Pizza Chain, 14" pizza, cheese topping, regular crust|cheese pizza;pizza;pizza margherita;margherita|Pizza;Käsepizza;Pizza Margherita;Margherita|266,11.4,33.3,9.69,2.3,3.58,4.46,598,172,188,2.48,24,1.34,1.4,69,0,0.83,6.7,0.42,93,0.08,17|slice=107;pizza=853|s=107 d=107 w=whole:855 p=400 a=1
21302|21|Fast Food, Pizza Chain, 14" pizza, pepperoni topping, regular crust|pepperoni pizza;salami pizza|Salamipizza;Pizza Salami|282,11.7,32,11.9,2.3,3.26,5.09,685,195,153,2.52,24,1.4,0.9,70,0,0.87,6.4,0.5,92,0.08,25|slice=111;pizza=895|s=111 d=111 p=420 a=1
21395|21|Fast foods, cheeseburger; double, regular patty; with condiments|double cheeseburger||282,16.2,18,16.2,0.9,4.16,6.96,617,226,150,2.35,21,2.77,2.9,44,0.2,0.35,4.7,1.28,43,0.214,50|sandwich=155|p=173
21401|21|Fast foods, chicken tenders|chicken tenders;chicken tender;chicken strips;chicken fingers|Hähnchenstreifen|299,17.6,16.2,18.1,1.3,0.1,3.13,748,330,19,0.64,26,0.59,0,5,0.2,0.86,8,0.18,11,0.448,47|pieces=15.5|p=32 d=96
21463|21|Yogurt parfait, lowfat, with fruit and granola|yogurt parfait;parfait|Joghurt-Parfait|84,3.36,15.9,1.01,1.1,11.7,0.525,49,189,105,0.49,17,0.89,14.3,30,0.1,0.25,1.7,0.88,51,0.233,3|item=149|p=149
21469|21|Fast Foods, Fried Chicken, Breast, meat and skin and breading|fried chicken;fried chicken breast|Backhendl;frittiertes Hähnchen;paniertes Hähnchen|252,21.9,7.79,14.8,0.5,0,3.92,551,273,27,0.66,25,0.78,0,19,0.1,0.26,0,0.34,22,0.361,88|breast, with skin=199;breast, without skin=136;breast, bone and skin removed=118|p=203 d=140
21486|21|Fast foods, taco with beef, cheese and lettuce, soft|soft taco||206,9.25,20.2,9.75,2.9,1.57,4.16,560,161,123,1.67,19,1.37,0.1,19,0.1,0.25,7.4,0.84,63,0.06,25|each taco=102|p=99
21488|21|Fast foods, quesadilla, with chicken|chicken quesadilla;quesadilla|Quesadilla|294,15.1,24,15.3,1.7,1.88,6.15,745,183,269,1.77,25,1.42,0.1,72,0.2,0.29,2.4,0.19,52,0.08,37|each quesadilla=180|p=180
22401|22|Spaghetti with meat sauce, frozen entree|spaghetti with meat sauce;spaghetti bolognese;spaghetti bolognaise;*bolognese|Spaghetti Bolognese;Spaghetti mit Hackfleischsoße|90,5.05,15.2,1.01,1.8,2.6,0.35,238,144,18,1.25,15,0.51,5.4,9,0,0.5,0.7,0.06,46,0.07,6|serving=283|d=280
22899|22|Ravioli, cheese-filled, canned|ravioli;cheese ravioli|Ravioli;Käseravioli|77,2.48,13.6,1.45,1.3,3.72,0.723,306,232,33,0.74,15,0.36,0,10,0,0.85,2.3,0.03,20,0.102,3|cup=242|d=240
22900|22|Ravioli, meat-filled, with tomato sauce or meat sauce, canned|meat ravioli|Fleischravioli;*Maultaschen|99,3.41,13.7,3.41,1.6,2.4,1.43,354,169,13,1.05,13,0.45,0,15,0,0.55,0.8,0.16,21,0.062,5|cup=262|d=240
22901|22|Tortellini, pasta with cheese filling, fresh-refrigerated, as purchased|tortellini;cheese tortellini|Tortellini;Käsetortellini|307,13.5,47,7.23,1.9,0.95,3.6,406,89,152,1.5,21,1.02,0,38,0,0.16,1.3,0.16,74,0.043,42|cup=108|d=110
22903|21|Pizza, pepperoni topping, regular crust, frozen, cooked|frozen pepperoni pizza||296,11.2,28.5,15.2,2.2,,4.79,618,198,151,2.41,24,1.48,1.9,0,,,,0.57,47,0.099,15|serving=146;pizza=428|s=107 d=107 p=400 a=1
22904|22|Chili con carne with beans, canned entree|chili con carne;chili;chili with beans|Chili con Carne|107,5.8,13.1,3.47,3.3,1.87,1.25,449,264,33,1.34,28,0.89,0.2,23,0,0.5,4.6,0.28,21,0.105,9|cup=242|d=250
22905|22|Beef stew, canned entree|beef stew;stew;*goulash|Rindereintopf;Eintopf;*Gulasch;*Rindergulasch|99,4.41,7.85,5.53,0.9,1.76,2.19,388,163,12,2.48,8,1,0.7,11,0,0.27,6.2,0.5,14,0.087,13|cup=196|d=250
22906|22|Chicken pot pie, frozen entree, prepared|chicken pot pie||198,4.82,19,11.4,1,2.4,4.18,407,105,21,0.58,11,0.44,1,34,0.1,0.35,5.2,0.12,35,0.079,17|pie=302|p=217
22908|22|Beef, corned beef hash, with potato, canned|corned beef hash|Labskaus|164,8.73,9.27,10.2,1.1,0.34,4.32,412,172,19,1,13,1.4,0.9,0,0,0.04,1.8,0.41,7,0.231,32|cup=236|d=236
22914|22|Pasta with tomato sauce, no meat, canned|pasta with tomato sauce;spaghetti with tomato sauce|Nudeln mit Tomatensoße;Nudeln mit Tomatensauce;Spaghetti mit Tomatensoße;Spaghetti Napoli|70,2.22,14.2,0.44,0.9,4,0.136,272,192,13,0.91,14,0.38,0,36,0,0.62,1.2,0.01,31,0.058,1|serving=252;cup=238|d=250
22970|22|Macaroni and cheese, frozen entree|macaroni and cheese;mac and cheese;mac & cheese|Käsemakkaroni;Mac and Cheese;*Käsespätzle|149,5.6,17.3,6.41,1.1,1.53,2.61,290,95,114,0.57,17,0.8,0,47,0,0.25,5.1,0.12,7,0.042,10|cup=137;container=283|d=225
22972|22|Pulled pork in barbecue sauce|pulled pork|Pulled Pork|168,13.2,18.7,4.42,1.2,15.2,1.42,666,305,44,1.24,22,1.85,0.2,13,0.2,0.89,1.4,0.41,2,0.248,35|cup=249|d=120
22975|22|Chicken, nuggets, white meat, precooked, frozen, not reheated|chicken nuggets;chicken nugget|Chicken Nuggets;Hähnchennuggets|261,14.4,16.2,15.4,0.7,1.27,3.37,538,281,38,1.43,35,0.75,0,16,,1.18,10,0.23,5,0.331,34|serving=82;piece=20|p=16 d=96
22977|22|Lasagna with meat sauce, frozen, prepared|lasagna;lasagne;meat lasagna|Lasagne;Lasagna|135,7.28,15.4,4.92,1.7,3.11,2.35,373,196,88,0.71,20,0.87,2.5,41,0,0.85,7,0.33,24,0.122,17|piece side=123;piece corner=114;piece center=255|d=300
23220|13|Beef, ground, unspecified fat content, cooked|ground beef;cooked ground beef;minced beef;beef mince;mince;hamburger meat;hamburger patty;beef patty;ground meat|Rinderhackfleisch;Hackfleisch;Rinderhack;Faschiertes;gebratenes Hackfleisch;Frikadelle;Bulette;Fleischpflanzerl;Boulette|234,25.1,0.62,14.5,0,0,5.6,85,353,25,2.67,22,6.19,0,7,0.2,0.43,1.7,2.73,9,0.38,84||p=85 d=85
27049|06|Sauce, tartar, ready-to-serve|tartar sauce||211,1,13.3,16.7,0.5,4.25,3.33,667,68,26,0.25,6,0.12,2.3,11,0,1.68,50.4,0.02,5,0.044,7|tablespoons=15|d=28
36012|36|Restaurant, family style, fried mozzarella sticks|mozzarella sticks;fried mozzarella sticks|Mozzarella-Sticks|325,14.8,25.1,18.3,2,2.36,6.85,861,108,334,0.62,21,2.07,0,99,0.2,0.77,22.9,0.96,26,0.074,36|serving=245;piece=31|p=36
36038|36|Restaurant, family style, spaghetti and meatballs|spaghetti and meatballs;spaghetti with meatballs|Spaghetti mit Fleischbällchen;Spaghetti mit Hackbällchen|170,7.84,15.5,8.52,1.5,2.03,3.1,351,206,45,1.29,23,1.04,0.9,28,,0.75,,0.39,36,0.143,19|cup=134;serving=565|d=250
36401|36|Restaurant, Latino, chicken and rice, entree, prepared|chicken and rice;rice and chicken|Hähnchen mit Reis;Reis mit Hähnchen|174,12,20,5.06,1.2,0.55,1.1,518,184,18,0.95,18,0.78,,,,0.5,4,0.16,,0.176,36|cup=141|d=250
36403|36|Restaurant, Latino, empanadas, beef, prepared|empanada;empanadas|Empanada;Empanadas|335,11.3,31.2,18.4,2,1.84,5.16,440,190,20,2.7,21,1.86,0.7,18,0.2,0.73,6.1,0.76,45,0.148,26|piece=89|p=89
36405|36|Restaurant, Latino, Arroz con frijoles negros (rice and black beans)|rice and beans;beans and rice;rice with beans|Reis mit Bohnen;Reis und Bohnen|151,4.64,24.4,3.85,3.4,0.86,0.729,420,224,37,1.57,26,0.74,,,,0.47,10.3,,,0.062,|serving=461;cup=146|d=200
36411|36|Restaurant, Latino, tamale, corn|tamale;tamales|Tamale|186,3.48,26.7,7.21,3.2,7.42,2.63,277,186,24,0.53,29,0.62,0.2,2,0.4,0.45,5.4,0,1,0.176,17|piece=166|p=142
36415|36|Restaurant, Latino, arepa (unleavened cornmeal bread)|arepa|Arepa|219,5.48,37.1,5.38,2.6,0.87,2.9,270,88,89,1.04,27,0.8,,61,,0.29,3.5,0,,0.107,5|piece=98|p=98
36601|36|Restaurant, Chinese, egg rolls, assorted|egg roll;spring roll;egg rolls;spring rolls|Frühlingsrolle;Frühlingsrollen|250,8.28,27.3,11.9,2.6,,2.12,468,165,40,1.41,18,0.62,0,,,,58.9,0.44,,0.167,16|piece=89|p=89
36602|36|Restaurant, Chinese, fried rice, without meat|fried rice;vegetable fried rice;egg fried rice|gebratener Reis;Bratreis|174,4.05,32.8,2.96,1.1,0.56,0.54,387,76,12,0.66,10,0.72,3.8,22,0,0.13,2.8,0,6,0.032,18|cup=137|d=137
36603|36|Restaurant, Chinese, beef and vegetables|beef and vegetables;beef stir fry|Rindfleisch mit Gemüse|105,7.08,7.29,5.3,1.5,2.41,0.978,409,204,22,1.11,15,1.5,11.6,63,0.1,0.82,51.3,0.48,45,0.161,14|order=574|d=250
36617|36|Restaurant, Chinese, lemon chicken|lemon chicken||252,11.9,20.6,13.6,1,8.18,2.03,252,161,40,1.22,16,0.51,2.3,3,0.1,1.28,24.4,0.11,9,0.25,32|order=623;pieces=24.3|d=250
36618|36|Restaurant, Chinese, general tso's chicken|general tso's chicken;general tsos chicken||295,12.9,24,16.4,0.9,11.6,2.76,435,201,12,1.16,18,1.3,1.6,11,0.2,1.21,38.2,0.22,11,0.202,53|order=535;pieces=17.7|d=250
36619|36|Restaurant, Chinese, kung pao chicken|kung pao chicken|Kung-Pao-Hähnchen|129,9.76,6.87,6.98,1.5,3.03,1.35,402,218,20,0.76,24,0.74,7.1,65,0,1.02,13.6,0.11,16,0.243,26|order=604|d=250
36621|36|Restaurant, Chinese, sweet and sour chicken|sweet and sour chicken|Hähnchen süßsauer|250,10.1,23.9,12.7,1,11.5,1.93,246,158,45,2.12,15,0.42,2.4,18,0.2,0.82,22.5,0.09,11,0.257,27|order=706;pieces=18.3|d=250
36623|36|Restaurant, Chinese, chicken chow mein|chicken chow mein;chow mein|gebratene Nudeln mit Hähnchen|85,6.76,8.29,2.8,1,1.74,0.49,311,124,21,0.67,11,0.32,2,19,,0.43,22,0.07,,0.175,16|order=604|d=250
36625|36|Restaurant, Chinese, vegetable lo mein, without meat|vegetable lo mein;lo mein|gebratene Nudeln|121,4.77,20.2,2.35,1.3,2.63,0.464,430,105,21,1.07,14,0.36,1.7,9,0.1,0.3,12.7,0,28,0.068,0|order=741;cup=136|d=250
36626|36|Restaurant, Chinese, chicken and vegetables|chicken and vegetables;chicken stir fry;chicken stir-fry|Hähnchen mit Gemüse;Hähnchenpfanne|95,8.18,5.38,4.56,0.9,2.93,0.77,413,185,20,0.56,15,0.43,8.1,56,0,0.77,54.7,0.07,40,0.232,21|order=693;cup=153|d=250
36629|36|Restaurant, Chinese, orange chicken|orange chicken||262,14.5,22.5,12.7,0.8,13.6,2.42,553,209,14,0.94,20,1.13,0.9,75,0.1,1.07,24.4,0.2,10,0.23,61|order=648;pieces=21|d=250
42161|07|Bologna, beef, low fat|||204,11.8,5.2,14.8,0,0,5.46,821,147,9,1,12,1.83,1,0,0.4,0.19,0.3,1.4,5,0.15,44|slice=28;slice, medium=28;slice, thick=43;slice, thin=14|
42182|16|Bean beverage|||34,2.8,5.8,0,0,0.08,0,2,337,17,1.25,48,0.37,0,0,0,0.23,0.9,0,60,0.1,0|cup=230;fl oz=28.8|
42184|08|Cereals ready-to-eat, MUESLI, dried fruit and nuts|muesli|Müsli;Früchtemüsli;Müsli mit Früchten;Muesli|340,9.7,77.8,4.9,7.3,31,0.805,231,486,0,8.75,78,3.65,0,164,0,7.2,2.9,3.65,243,1.22,0|cup=85|d=60 b=85
42200|16|Papad|papad;papadam;poppadom|Papadam|371,25.6,59.9,3.25,18.6,0,1.08,1745,1000,143,7.8,271,3.4,0,13,0,0.05,0.4,0,219,0.285,4||p=10
42231|04|Oil, flaxseed, cold pressed|flaxseed oil;linseed oil|Leinöl|884,0.11,0,100,0,0,8.98,0,0,1,0,0,0.07,0,0,0,0.47,9.3,0,0,0,0|tbsp=13.6;cup=218|d=13.6
42270|14|Orange juice drink|||54,0.2,13.4,0,0.2,9.36,0,2,42,2,0.11,3,0.02,15,2,,0.02,0,0,4,0.5,0|cup=249;fl oz=31.1;drink box=263|
43015|04|Salad dressing, caesar dressing, regular|caesar dressing;caesar salad dressing|Caesar-Dressing;Cäsardressing|542,2.17,3.3,57.9,0.5,2.81,8.79,1209,29,48,1.08,2,0.11,0.3,9,0.1,4.74,105,0.03,2,0.025,39|tbsp=14.7;cup=235;serving=30|d=30
43016|04|Salad dressing, coleslaw|coleslaw dressing||390,0.9,23.8,33.4,0.1,20.1,4.9,710,9,14,0.2,2,0.18,0,17,0.1,3.08,63.7,0.21,14,0.02,26|tbsp=16;cup=250|d=33
43109|25|Pretzels, soft|||338,8.2,69.4,3.1,1.7,0.25,0.695,545,88,23,3.92,21,0.94,0,0,0,0.54,2.7,0,24,0.02,0|large=143;medium=115;small=62|
43114|16|Vermicelli, made from soy|||331,0.1,82.3,0.1,3.9,17.4,0.014,4,3,55,1.81,2,4.24,0,2,0,0.51,3.8,0,0,0,0|cup=140|
43125|16|Beans, liquid from stewed kidney beans|||47,1.8,2.8,3.2,0.1,0,1.17,2,408,13,1.96,37,0.49,0,0,0,0,0,0.02,33,0.03,4|cup=240|
43128|16|Chicken, meatless|||224,23.6,3.64,12.7,3.6,0,1.53,709,54,35,3.27,17,0.7,0,0,0,2.68,0,2.18,76,0.7,0|cup=168|
43129|16|Fish sticks, meatless|||290,23,9,18,6.1,0.8,2.85,490,600,95,2,23,1.4,0,0,0,3.95,0,4.2,102,1.5,0|stick=28|
43130|16|Frankfurter, meatless|||233,19.6,7.7,13.7,3.9,0,1.65,471,98,33,1.41,18,1.2,0,0,0,1.92,0,2.35,78,0.078,0|cup, sliced=140;frankfurter=70|
43131|16|Luncheon slices, meatless|||189,17.8,4.44,11.1,0,2.22,1.34,711,200,41,1.8,23,1.6,0,0,0,3,0,4,100,0.889,0|slice, thin=14|
43132|16|Meatballs, meatless|||197,21,8,9,4.6,1.25,1.43,550,180,25,2.16,18,1.8,0,0,0,1.73,0,1.5,78,0.2,0|cup=144|
43134|16|Vegetarian fillets|||290,23,9,18,6.1,0.8,2.85,490,600,95,2,23,1.4,0,0,0,3.45,0,4.2,102,1.5,0|fillet=85|
43135|16|Sandwich spread, meatless|||149,8,9,9,3.3,4.58,1.43,630,340,44,1.5,127,1.3,0,0,0,1.73,0,3.1,103,1.1,0|tbsp=15|
43136|16|Vegetarian stew|||123,17,7,3,1.1,1.25,0.475,400,120,31,1.3,127,1.1,0,47,0,0.49,1.3,2.2,103,1.1,0|cup=247|
43137|16|Vegetarian meatloaf or patties|||197,21,8,9,4.6,1.2,1.43,550,180,29,2.1,18,1.8,0,0,0,1.73,0,2.4,78,1.2,0|slice=56|
43142|11|Radishes, hawaiian style, pickled|||28,1.1,5.2,0.3,2.2,2,0.092,789,333,28,0.23,8,0.22,0,0,0,0,0.5,0,9,0.1,0|cup=150|
43143|11|Cabbage, japanese style, fresh, pickled|||30,1.6,5.67,0.1,3.1,1.3,0.013,277,853,48,0.49,12,0.2,0.7,9,0,0.12,126,0,42,0.1,0|cup=150|
43144|11|Cabbage, mustard, salted|||28,1.1,5.63,0.1,3.1,1.4,0.013,717,246,67,0.7,15,0.3,0,49,0,0.02,116,0,72,0.3,0|cup=128|
43146|11|Eggplant, pickled|||49,0.9,9.77,0.7,2.5,4.8,0.14,1674,12,25,0.77,6,0.23,0,3,0,0.03,3.7,0,20,0.14,0|cup=136|
43212|16|Bacon bits, meatless|||476,32,28.6,25.9,10.2,0,4.05,1770,145,101,0.72,95,1.87,1.9,0,0,6.9,0,1.2,127,0.08,0|tbsp=7|
43299|16|Soybean, curd cheese|||151,12.5,6.9,8.1,0,1.6,1.17,20,199,188,5.6,228,1.72,0,2,0,0.6,4.6,0,22,0.07,0|cup=225|
43382|09|Cranberry juice, unsweetened|||46,0.39,12.2,0.13,0.1,12.1,0.01,2,77,8,0.25,6,0.1,9.3,2,0,1.2,5.1,0,1,0.052,0|cup=253;fl oz=31.6|
43392|11|Palm hearts, raw|||115,2.7,25.6,0.2,1.5,17.2,0.046,14,1806,18,1.69,10,3.73,8,3,0,0.5,0,0,24,0.81,0||
43406|11|Yeast extract spread|marmite;vegemite;yeast extract|Hefeextrakt|185,23.9,20.4,0.9,6.5,1.6,0,2962,2100,67,4.04,180,4.19,0,0,0,0,0,0.5,3786,0,0|tsp=6|d=6
43410|16|Chicken, meatless, breaded, fried|||234,21.3,8.51,12.8,4.3,0,1.13,400,300,42,3.83,12,0.65,0,0,0,1.95,0,5.11,56,0.851,0|cup, diced=130;cup pieces=168;piece=36|
43476|16|Tofu yogurt|||94,3.5,16,1.8,0.2,1.24,0.259,35,47,118,1.06,40,0.31,2.5,2,0,0.31,3.5,0,6,0.02,0|cup=262|
43497|15|Jellyfish, dried, salted|||36,5.5,0,1.4,0,0,0.273,9690,3,2,2.27,2,0.42,0,2,0,0.02,0.1,0.02,1,0.01,5|cup=58|
44055|11|Celery flakes, dried|||319,11.3,63.7,2.1,27.8,35.9,0.555,1435,4388,587,7.83,196,2.77,86.5,98,0,5.55,584,0,107,0.46,0||
48052|20|Vital wheat gluten|||370,75.2,13.8,1.85,0.6,0,0.272,29,100,142,5.2,25,0.85,0,0,0,0,0,0,0,0,0||
80200|15|Frog legs, raw|||73,16.4,0,0.3,0,0,0.076,58,285,18,1.5,20,1,0,15,0.2,1,0.1,0.4,15,0.12,50||
83110|15|Fish, mackerel, salted|||305,18.5,0,25.1,0,0,7.15,4450,520,66,1.4,60,1.1,0,47,25.2,2.38,7.8,12,15,0.41,95|cup, cooked=136;piece=80|
90560|15|Mollusks, snail, raw|||90,16.1,2,1.4,0,0,0.361,70,382,10,3.5,250,1,0,30,0,5,0.1,0.5,6,0.13,50||
93600|15|Turtle, green, raw|||89,19.8,0,0.5,0,0,0.127,68,230,118,1.4,20,1,0,30,0,0.5,0.1,1,15,0.12,50||`;
