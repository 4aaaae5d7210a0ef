// Written by scripts/exercises.ts from the facts of Free Exercise DB (Unlicense), with names in English and German by hand.
// A line is an exercise: name | equipment, mechanic, category | primary muscles | secondary muscles | English names | German names.
export const TABLE = `3/4 Sit-Up|cae|a|
90/90 Hamstring|c-f|i|e
Ab Crunch Machine|jbe|a||crunch machine;ab machine|Bauchmaschine;Crunch-Maschine
Ab Roller|lae|a|o|ab wheel;ab rollout;ab wheel rollout|Bauchroller;Ab-Wheel
Adductor|hbf|c|
Adductor/Groin|--f|c|
Advanced Kettlebell Windmill|ibe|a|hio
Air Bike|cae|a||bicycle crunch;bicycle crunches;bicycles|Fahrrad-Crunches
All Fours Quad Stretch|c-f|n|n
Alternate Hammer Curl|ebe|d|g
Alternate Heel Touchers|cbe|a|
Alternate Incline Dumbbell Curl|ebe|d|g
Alternate Leg Diagonal Bound|-ac|n|bcehi
Alternating Cable Shoulder Press|dae|o|q
Alternating Deltoid Raise|ebe|o|
Alternating Floor Press|iae|f|aoq
Alternating Hang Clean|iae|i|deghkp
Alternating Kettlebell Press|iae|o|q
Alternating Kettlebell Row|ibe|l|dj
Alternating Renegade Row|iae|l|adfjq
Ankle Circles|-bf|e|
Ankle On The Knee|--f|h|
Anterior Tibialis-SMR|l-f|e|
Anti-Gravity Press|bae|o|lpq
Arm Circles|-bf|o|p
Arnold Dumbbell Press|eae|o|q|arnold press|Arnold-Drücken;Arnold Press Kurzhantel
Around The Worlds|eae|f|o
Atlas Stone Trainer|lag|k|dghin
Atlas Stones|lag|k|acdeghilnp
Axle Deadlift|lag|k|ghilnp
Back Flyes - With Bands|aae|o|lq
Backward Drag|lag|n|eghik
Backward Medicine Ball Throw|kac|o|
Balance Board|lae|e|in
Ball Leg Curl|gbe|i|eh
Band Assisted Pull-Up|lae|j|agl|assisted pull up;assisted pull ups|Unterstützte Klimmzüge;Klimmzüge mit Band
Band Good Morning|aad|i|hk
Band Good Morning (Pull Through)|aad|i|hk
Band Hip Adductions|abe|c|
Band Pull Apart|abe|o|lp|band pull aparts|Band-Auseinanderziehen
Band Skull Crusher|abe|q|
Barbell Ab Rollout|bae|a|ko|barbell rollout|Langhantel-Rollout
Barbell Ab Rollout - On Knees|bae|a|ko
Barbell Bench Press - Medium Grip|bae|f|oq|bench press;bench;flat bench;flat bench press;barbell bench press|Bankdrücken;Bankdrücken Langhantel;Flachbankdrücken
Barbell Curl|bbe|d|g|bicep curl barbell;barbell curls;barbell bicep curl|Langhantelcurls;Langhantel-Curl;Bizepscurls Langhantel
Barbell Curls Lying Against An Incline|bbe|d|
Barbell Deadlift|bae|k|eghijlnp|deadlift;deadlifts;conventional deadlift|Kreuzheben;Kreuzheben Langhantel
Barbell Full Squat|bae|n|ehik|full squat;deep squat;atg squat|Tiefe Kniebeuge;Tiefe Kniebeugen
Barbell Glute Bridge|bad|h|ei|weighted glute bridge|Langhantel-Glute-Bridge;Gesäßbrücke Langhantel
Barbell Guillotine Bench Press|bae|f|oq
Barbell Hack Squat|bae|n|egi
Barbell Hip Thrust|bad|h|ei|hip thrust;hip thrusts|Hüftstoßen;Hip Thrust Langhantel;Beckenheben Langhantel
Barbell Incline Bench Press - Medium Grip|bae|f|oq|incline bench press;incline bench;incline barbell press|Schrägbankdrücken;Schrägbankdrücken Langhantel
Barbell Incline Shoulder Raise|bae|o|f
Barbell Lunge|bae|n|ehi|barbell lunges|Langhantel-Ausfallschritt;Ausfallschritte Langhantel
Barbell Rear Delt Row|bae|o|djl
Barbell Rollout from Bench|bae|a|hijo
Barbell Seated Calf Raise|bbe|e|
Barbell Shoulder Press|bae|o|fq|barbell overhead press;shoulder press barbell|Schulterdrücken mit der Langhantel
Barbell Shrug|bbe|p||shrug;shrugs;barbell shrugs|Schulterheben;Shrugs Langhantel
Barbell Shrug Behind The Back|bbe|p|gl
Barbell Side Bend|bbe|a|k
Barbell Side Split Squat|bae|n|eik
Barbell Squat|bae|n|ehik|back squat;squat;squats;barbell back squat|Kniebeuge;Kniebeugen;Langhantel-Kniebeuge;Back Squat Langhantel
Barbell Squat To A Bench|bae|n|ehik
Barbell Step Ups|bae|n|ehin|barbell step up|Langhantel-Step-ups
Barbell Walking Lunge|bae|n|ehi|walking lunge;walking lunges|Gehende Ausfallschritte
Battling Ropes|lae|o|fg|battle ropes;battle rope|Seilschwingen;Battle Ropes
Bear Crawl Sled Drags|lag|n|ehi
Behind Head Chest Stretch|lbf|f|o
Bench Dips|cae|q|fo|bench dip|Bank-Dips;Dips an der Bank
Bench Jump|cac|n|ehi
Bench Press - Powerlifting|bad|q|fgjo
Bench Press - With Bands|aae|f|oq
Bench Press with Chains|bad|q|fjo
Bench Sprint|lac|n|ehi
Bent-Arm Barbell Pullover|bae|j|fjoq
Bent-Arm Dumbbell Pullover|eae|f|joq
Bent-Knee Hip Raise|cae|a|
Bent Over Barbell Row|bae|l|djo|barbell row;bent over row;bent over rows;barbell rows;row|Langhantelrudern;Vorgebeugtes Rudern;Rudern Langhantel
Bent Over Dumbbell Rear Delt Raise With Head On Bench|ebe|o|
Bent Over Low-Pulley Side Lateral|dbe|o|klp
Bent Over One-Arm Long Bar Row|bae|l|djkp
Bent Over Two-Arm Long Bar Row|bae|l|dj
Bent Over Two-Dumbbell Row|eae|l|djo|dumbbell row;dumbbell rows|Kurzhantelrudern;Rudern Kurzhantel
Bent Over Two-Dumbbell Row With Palms In|eae|l|dj
Bent Press|iae|a|hiknoq
Bicycling|l-a|n|ehi|cycling;bike ride;cycle;road cycling|Radfahren;Fahrradfahren;Rennrad
Bicycling, Stationary|j-a|n|ehi|stationary bike;spinning;exercise bike;indoor cycling|Heimtrainer;Ergometer;Fahrradergometer
Board Press|bad|q|fgjo
Body Tricep Press|cbe|q|
Body-Up|cbe|q|ag
Bodyweight Flyes|fbe|f|aoq
Bodyweight Mid Row|lae|l|dj
Bodyweight Squat|cae|n|hi|air squat;air squats;bodyweight squats|Kniebeuge ohne Gewicht;Kniebeugen ohne Gewicht
Bodyweight Walking Lunge|-ae|n|ehi|bodyweight lunge;bodyweight lunges|Ausfallschritte ohne Gewicht
Bosu Ball Cable Crunch With Side Bends|dbe|a|
Bottoms Up|cae|a|
Bottoms-Up Clean From The Hang Position|iae|g|do
Box Jump (Multiple Response)|lac|i|bcehn|box jump;box jumps|Kastensprünge;Box Jumps
Box Skip|lac|i|bcehn
Box Squat|bad|n|cehik|box squats|Box-Kniebeuge;Kasten-Kniebeuge
Box Squat with Bands|bad|n|bcehik
Box Squat with Chains|bae|n|bcehik
Brachialis-SMR|h-f|d|
Bradford/Rocky Presses|bae|o|q
Butt Lift (Bridge)|cbe|h|i|glute bridge;glute bridges;bridge|Gesäßbrücke;Beckenheben;Schulterbrücke
Butt-Ups|cae|a|
Butterfly|jbe|f||pec deck;pec fly;butterfly machine;machine fly|Butterfly;Butterfly Maschine
Cable Chest Press|dae|f|oq|cable press|Brustdrücken am Kabel
Cable Crossover|dbe|f|o|cable fly;cable flyes;crossover|Kabelzug-Crossover;Cable Crossover;Überzug Brust Kabel
Cable Crunch|dbe|a||cable crunches;kneeling cable crunch|Crunches am Kabel;Kabelcrunches
Cable Deadlifts|dae|n|ghik
Cable Hammer Curls - Rope Attachment|dbe|d||rope hammer curl;cable hammer curl|Hammercurls am Kabel
Cable Hip Adduction|dbe|n|
Cable Incline Pushdown|dbe|j|
Cable Incline Triceps Extension|dbe|q|
Cable Internal Rotation|dae|o|
Cable Iron Cross|dbe|f|
Cable Judo Flip|dae|a|
Cable Lying Triceps Extension|dbe|q|
Cable One Arm Tricep Extension|dbe|q|
Cable Preacher Curl|dbe|d|g
Cable Rear Delt Fly|dbe|o||cable reverse fly|Reverse Flys am Kabel
Cable Reverse Crunch|dbe|a|
Cable Rope Overhead Triceps Extension|dbe|q|
Cable Rope Rear-Delt Rows|dae|o|dl
Cable Russian Twists|dae|a|
Cable Seated Crunch|dbe|a|
Cable Seated Lateral Raise|dbe|o|lp|cable lateral raise;cable lateral raises|Seitheben am Kabel
Cable Shoulder Press|dae|o|q
Cable Shrugs|dbe|p|
Cable Wrist Curl|dbe|g|
Calf-Machine Shoulder Shrug|jbe|p|
Calf Press|jbe|e|
Calf Press On The Leg Press Machine|jbe|e||leg press calf raise|Wadenheben an der Beinpresse
Calf Raise On A Dumbbell|ebe|e|
Calf Raises - With Bands|abe|e|
Calf Stretch Elbows Against Wall|-bf|e|
Calf Stretch Hands Against Wall|-bf|e|
Calves-SMR|h-f|e|
Car Deadlift|lag|n|ghikp
Car Drivers|bbe|o|g
Carioca Quick Step|--c|c|abehin
Cat Stretch|--f|k|lp|cat cow;cat camel|Katzenbuckel;Katze-Kuh
Catch and Overhead Throw|kac|j|afo
Chain Handle Extension|lbd|q|
Chain Press|lad|f|oq
Chair Leg Extended Stretch|lbf|i|c
Chair Lower Back Stretch|-bf|j|k
Chair Squat|jae|n|ehi
Chair Upper Body Stretch|l-f|o|df
Chest And Front Of Shoulder Stretch|lbf|f|o
Chest Push from 3 point stance|kac|f|aoq
Chest Push (multiple response)|kac|f|aoq
Chest Push (single response)|kac|f|aoq
Chest Push with Run Release|kac|f|aoq
Chest Stretch on Stability Ball|gbf|f|
Child's Pose|--f|k|hl|childs pose|Stellung des Kindes;Kindhaltung
Chin To Chest Stretch|--f|m|p
Chin-Up|cae|j|dgl|chin ups;chinup;chinups|Klimmzüge im Untergriff;Klimmzug im Untergriff
Circus Bell|lag|o|ghikpq
Clean|bab|i|eghknop|cleans;squat clean|Umsetzen
Clean and Jerk|bab|o|ahiknpq|clean and jerks;c&j|Stoßen;Umsetzen und Stoßen
Clean and Press|bae|o|aehiklnopq|clean press|Umsetzen und Drücken
Clean Deadlift|bab|i|ghklnp
Clean from Blocks|bab|n|ehiop
Clean Pull|bab|n|ghikp
Clean Shrug|bab|p|go
Clock Push-Up|cae|f|oq
Close-Grip Barbell Bench Press|bae|q|fo|close grip bench press;close grip bench|Enges Bankdrücken;Bankdrücken eng
Close-Grip Dumbbell Press|eae|q|fo
Close-Grip EZ Bar Curl|bbe|d|g
Close-Grip EZ-Bar Curl with Band|fbe|d|g
Close-Grip EZ-Bar Press|fae|q|fo
Close-Grip Front Lat Pulldown|dae|j|dlo|close grip lat pulldown;close grip pulldown|Enger Latzug;Latzug eng
Close-Grip Push-Up off of a Dumbbell|cae|q|afo
Close-Grip Standing Barbell Curl|bbe|d|g
Cocoons|cae|a|
Conan's Wheel|lag|n|adegkop
Concentration Curls|ebe|d|g|concentration curl|Konzentrationscurls;Konzentrationscurl
Cross-Body Crunch|cae|a|
Cross Body Hammer Curl|ebe|d|g
Cross Over - With Bands|aae|f|do
Crossover Reverse Lunge|--f|k|abhin
Crucifix|lbg|o|g
Crunch - Hands Overhead|cbe|a|
Crunch - Legs On Exercise Ball|cbe|a|
Crunches|cbe|a||crunch|Crunches;Bauchpressen
Cuban Press|eae|o|p
Dancer's Stretch|--f|k|bh
Dead Bug|cae|a||dead bugs|Dead Bug;Toter Käfer
Deadlift with Bands|bad|k|ghilnp
Deadlift with Chains|bad|k|ghilnp
Decline Barbell Bench Press|bae|f|oq|decline bench press;decline bench|Negativbankdrücken;Bankdrücken negativ
Decline Close-Grip Bench To Skull Crusher|bae|q|fo
Decline Crunch|cbe|a|
Decline Dumbbell Bench Press|eae|f|oq|decline dumbbell press|Kurzhantel-Negativbankdrücken
Decline Dumbbell Flyes|eae|f|
Decline Dumbbell Triceps Extension|ebe|q|
Decline EZ Bar Triceps Extension|bbe|q|
Decline Oblique Crunch|cae|a|
Decline Push-Up|-ae|f|oq|decline pushup;decline pushups|Negative Liegestütze;Liegestütze mit erhöhten Füßen
Decline Reverse Crunch|cae|a|
Decline Smith Press|jae|f|oq
Deficit Deadlift|bad|k|ghilnp|deficit deadlifts|Defizit-Kreuzheben
Depth Jump Leap|lac|n|bcehi
Dip Machine|jae|q|fo|machine dip|Dip-Maschine
Dips - Chest Version|lae|f|oq|chest dip;chest dips|Brust-Dips;Dips Brust
Dips - Triceps Version|cae|q|fo|triceps dip;triceps dips|Trizeps-Dips;Dips Trizeps
Donkey Calf Raises|lbe|e||donkey calf raise|Donkey-Wadenheben;Eselwadenheben
Double Kettlebell Alternating Hang Clean|iae|i|deghknp
Double Kettlebell Jerk|iae|o|enq
Double Kettlebell Push Press|iae|o|enq
Double Kettlebell Snatch|iae|o|hin
Double Kettlebell Windmill|i-e|a|hioq
Double Leg Butt Kick|cac|n|bcehi
Downward Facing Balance|gbe|h|ai
Drag Curl|bae|d|g
Drop Push|lac|f|oq
Dumbbell Alternate Bicep Curl|ebe|d|g|alternating curl;alternating dumbbell curl|Wechselseitige Bizepscurls;Alternierende Curls
Dumbbell Bench Press|eae|f|oq|db bench press;dumbbell press;flat dumbbell press|Kurzhantel-Bankdrücken;Kurzhantelbankdrücken;Bankdrücken Kurzhantel
Dumbbell Bench Press with Neutral Grip|eae|f|oq
Dumbbell Bicep Curl|ebe|d|g|bicep curl;biceps curl;bicep curls;biceps curls;curl;curls;dumbbell curl;dumbbell curls|Bizepscurls;Bizepscurl;Kurzhantelcurls;Curls Kurzhantel
Dumbbell Clean|eae|i|eghknop
Dumbbell Floor Press|ead|q|fo|db floor press|Kurzhantel-Bodendrücken
Dumbbell Flyes|ebe|f||chest fly;chest flyes;dumbbell fly;flyes;flys|Fliegende;Butterfly mit Kurzhanteln;Fliegende Bewegungen
Dumbbell Incline Row|eae|l|dgjo|incline dumbbell row;chest supported dumbbell row|Kurzhantelrudern auf der Schrägbank
Dumbbell Incline Shoulder Raise|ebe|o|q
Dumbbell Lunges|eae|n|ehi|lunge;lunges;dumbbell lunge|Ausfallschritte;Ausfallschritt;Kurzhantel-Ausfallschritte
Dumbbell Lying One-Arm Rear Lateral Raise|ebe|o|l
Dumbbell Lying Pronation|ebe|g|
Dumbbell Lying Rear Lateral Raise|ebe|o|
Dumbbell Lying Supination|ebe|g|
Dumbbell One-Arm Shoulder Press|eae|o|q
Dumbbell One-Arm Triceps Extension|ebe|q|
Dumbbell One-Arm Upright Row|eae|o|dp
Dumbbell Prone Incline Curl|ebe|d|
Dumbbell Raise|eae|o|d
Dumbbell Rear Lunge|eae|n|ehi|reverse lunge;reverse lunges|Ausfallschritte rückwärts
Dumbbell Scaption|ebe|o|p
Dumbbell Seated Box Jump|eac|n|ehi
Dumbbell Seated One-Leg Calf Raise|ebe|e|
Dumbbell Shoulder Press|eae|o|q|shoulder press;db shoulder press;dumbbell overhead press|Schulterdrücken;Kurzhantel-Schulterdrücken;Schulterdrücken Kurzhantel
Dumbbell Shrug|ebe|p||dumbbell shrugs|Schulterheben Kurzhantel
Dumbbell Side Bend|ebe|a||side bend;side bends|Seitbeugen;Seitbeugen Kurzhantel
Dumbbell Squat|eae|n|ehik|dumbbell squats|Kurzhantel-Kniebeuge;Kniebeuge Kurzhantel
Dumbbell Squat To A Bench|eae|n|ehik
Dumbbell Step Ups|eae|n|ehi|step up;step ups|Step-ups;Aufsteiger;Kurzhantel-Step-ups
Dumbbell Tricep Extension -Pronated Grip|ebe|q|
Dynamic Back Stretch|--f|j|
Dynamic Chest Stretch|--f|f|l
Elbow Circles|-bf|o|p
Elbow to Knee|cae|a|
Elbows Back|-bf|f|o
Elevated Back Lunge|bae|n|hi
Elevated Cable Rows|dae|j|lp
Elliptical Trainer|j-a|n|ehi|elliptical;cross trainer|Crosstrainer;Ellipsentrainer
Exercise Ball Crunch|gbe|a|
Exercise Ball Pull-In|gae|a|
Extended Range One-Arm Kettlebell Floor Press|iae|f|oq
External Rotation|ebe|o||external rotations;rotator cuff|Außenrotation
External Rotation with Band|aae|o|
External Rotation with Cable|dbe|o|
EZ-Bar Curl|fbe|d||ez curl;ez bar curls|SZ-Curls;SZ-Curl;Curls mit der SZ-Stange
EZ-Bar Skullcrusher|fbe|q|g|skullcrusher;skull crusher;skull crushers;skullcrushers|Skullcrusher;Stirndrücken;French Press
Face Pull|dae|o|l|face pulls;facepull|Face Pulls;Gesichtsziehen
Farmer's Walk|lag|g|ahiknp|farmers walk;farmer carry;farmers carry;farmer walk|Farmer's Walk;Bauerngang
Fast Skipping|cac|n|bcehi
Finger Curls|bbe|g|
Flat Bench Cable Flyes|dbe|f|
Flat Bench Leg Pull-In|cae|a|
Flat Bench Lying Leg Raise|cbe|a||leg raise;leg raises;lying leg raise|Beinheben;Beinheben liegend
Flexor Incline Dumbbell Curls|ebe|d|
Floor Glute-Ham Raise|-be|i|eh
Floor Press|bad|q|fo|barbell floor press|Bodendrücken;Floor Press Langhantel
Floor Press with Chains|bad|q|fo
Flutter Kicks|cae|h|i|flutter kick|Flatterkicks;Beinschere
Foot-SMR|l-f|e|
Forward Drag with Press|lag|f|ehinoq
Frankenstein Squat|bab|n|aehi
Freehand Jump Squat|cae|n|ehi|jump squat;jump squats;squat jump|Sprungkniebeugen;Sprungkniebeuge
Frog Hops|-af|n|ehi
Frog Sit-Ups|cbe|a|
Front Barbell Squat|bae|n|ehi|front squat;front squats|Frontkniebeuge;Frontkniebeugen
Front Barbell Squat To A Bench|bae|n|ehi
Front Box Jump|lac|i|bcehn
Front Cable Raise|dbe|o|
Front Cone Hops (or hurdle hops)|lac|n|bcehi
Front Dumbbell Raise|ebe|o||front raise;front raises|Frontheben;Kurzhantel-Frontheben
Front Incline Dumbbell Raise|ebe|o|
Front Leg Raises|c-f|i|
Front Plate Raise|lbe|o||plate raise;plate front raise|Frontheben mit Scheibe
Front Raise And Pullover|bae|f|joq
Front Squat (Clean Grip)|bae|n|ahi
Front Squats With Two Kettlebells|iae|n|eh
Front Two-Dumbbell Raise|ebe|o|
Full Range-Of-Motion Lat Pulldown|dae|j|dlo
Gironda Sternum Chins|lae|j|dl
Glute Ham Raise|jad|i|eh|ghr;glute ham raises|Glute-Ham-Raise
Glute Kickback|cae|h|i|donkey kick;donkey kicks;kickback|Beinrückheben;Glute-Kickback im Vierfüßlerstand
Goblet Squat|iae|n|ehio|goblet squats|Goblet-Kniebeuge;Goblet-Kniebeugen
Good Morning|bad|i|ahk|good mornings|Guten-Morgen-Übung;Rumpfbeugen mit der Langhantel
Good Morning off Pins|bad|i|ahk
Gorilla Chin/Crunch|cae|a|dj
Groin and Back Stretch|-af|c|
Groiners|caf|c|
Hack Squat|jae|n|ehi|hack squats;hack squat machine|Hackenschmidt-Kniebeuge;Hackenschmidt;Hack Squat Maschine
Hammer Curls|ebe|d||hammer curl|Hammercurls;Hammer-Curl
Hammer Grip Incline DB Bench Press|eae|f|oq
Hamstring-SMR|hbf|i|
Hamstring Stretch|-bf|i||hamstring stretches|Dehnung der Beinrückseite
Handstand Push-Ups|cae|o|q|handstand push up;hspu|Handstand-Liegestütze
Hang Clean|bab|n|eghikop|hang cleans|Umsetzen aus dem Hang
Hang Clean - Below the Knees|bab|n|eghikop
Hang Snatch|bab|i|aeghknop|hang snatches|Reißen aus dem Hang
Hang Snatch - Below Knees|bab|i|aeghknop
Hanging Bar Good Morning|bad|i|ahk
Hanging Leg Raise|cbe|a||hanging leg raises;leg raise hanging|Beinheben hängend;Hängendes Beinheben
Hanging Pike|cae|a|
Heaving Snatch Balance|bab|n|aghioq
Heavy Bag Thrust|lac|f|aoq
High Cable Curls|dae|d|
Hip Circles (prone)|cbf|b|c
Hip Extension with Bands|aae|h|i
Hip Flexion with Band|aae|n|
Hip Lift with Band|aad|h|ei
Hug A Ball|gbf|k|eh
Hug Knees To Chest|--f|k|h
Hurdle Hops|lac|i|bcehi
Hyperextensions (Back Extensions)|lbe|k|hi|hyperextension;hyperextensions;back extension;back extensions|Hyperextensions;Rückenstrecker;Rückenstrecken
Hyperextensions With No Hyperextension Bench|cae|k|hi
Iliotibial Tract-SMR|hbf|b|
Inchworm|caf|i|
Incline Barbell Triceps Extension|bbe|q|g
Incline Bench Pull|bbe|l|jo
Incline Cable Chest Press|dae|f|oq
Incline Cable Flye|dbe|f|o
Incline Dumbbell Bench With Palms Facing In|eae|f|oq
Incline Dumbbell Curl|ebe|d||incline curl;incline curls|Schrägbankcurls;Curls auf der Schrägbank
Incline Dumbbell Flyes|eae|f|o|incline fly;incline flyes|Schräge Fliegende;Fliegende auf der Schrägbank
Incline Dumbbell Flyes - With A Twist|eae|f|o
Incline Dumbbell Press|eae|f|oq|incline dumbbell bench press;incline db press|Kurzhantel-Schrägbankdrücken;Schrägbankdrücken Kurzhantel
Incline Hammer Curls|ebe|d|
Incline Inner Biceps Curl|ebe|d|
Incline Push-Up|cae|f|oq|incline pushup;incline pushups|Erhöhte Liegestütze;Schräge Liegestütze
Incline Push-Up Close-Grip|cae|q|fo
Incline Push-Up Depth Jump|lac|f|oq
Incline Push-Up Medium|cae|f|aoq
Incline Push-Up Reverse Grip|cae|f|aoq
Incline Push-Up Wide|cae|f|aoq
Intermediate Groin Stretch|lbf|i|
Intermediate Hip Flexor and Quad Stretch|laf|n|
Internal Rotation with Band|abe|o|
Inverted Row|-ae|l|j|inverted rows;australian pull up;bodyweight row|Umgekehrtes Rudern;Australische Klimmzüge
Inverted Row with Straps|lae|l|dj
Iron Cross|eae|o|fhiknp
Iron Crosses (stretch)|-af|n|
Isometric Chest Squeezes|cac|f|oq
Isometric Neck Exercise - Front And Back|cbe|m|
Isometric Neck Exercise - Sides|cbe|m|
Isometric Wipers|cae|f|aoq
IT Band and Glute Stretch|l-f|b|
Jackknife Sit-Up|cae|a||v up;v ups;jackknife|Klappmesser
Janda Sit-Up|cbe|a|
Jefferson Squats|bae|n|ehikp
Jerk Balance|bab|o|hinq
Jerk Dip Squat|bab|n|ae
JM Press|bae|q|fo|jm presses|JM-Press
Jogging, Treadmill|j-a|n|hi|jog;jogging|Joggen;Dauerlauf
Keg Load|lag|k|adeghilnop
Kettlebell Arnold Press|iae|o|q
Kettlebell Dead Clean|iae|i|ehknp
Kettlebell Figure 8|i-e|a|io
Kettlebell Hang Clean|iae|i|ehkop
Kettlebell One-Legged Deadlift|iae|i|hk|single leg deadlift;single leg rdl|Einbeiniges Kreuzheben
Kettlebell Pass Between The Legs|iae|a|hio
Kettlebell Pirate Ships|iae|o|a
Kettlebell Pistol Squat|iae|n|ehio|pistol squat;pistol squats|Einbeinige Kniebeuge;Pistol Squat Kugelhantel
Kettlebell Seated Press|iae|o|q
Kettlebell Seesaw Press|iae|o|q
Kettlebell Sumo High Pull|iae|p|chino
Kettlebell Thruster|iae|o|nq|thruster;thrusters|Thruster;Thruster Kugelhantel
Kettlebell Turkish Get-Up (Lunge style)|iae|o|ainq|turkish get up;tgu;turkish getup|Türkisches Aufstehen;Turkish Get-up
Kettlebell Turkish Get-Up (Squat style)|iae|o|aeinq
Kettlebell Windmill|iae|a|hioq|windmill kettlebell|Kettlebell-Windmühle
Kipping Muscle Up|lae|j|adglopq
Knee Across The Body|--f|h|bk
Knee Circles|caf|e|in
Knee/Hip Raise On Parallel Bars|lbe|a||knee raise;captains chair|Knieheben;Knieheben am Barren
Knee Tuck Jump|cac|i|bcehn
Kneeling Arm Drill|--c|o|a
Kneeling Cable Crunch With Alternating Oblique Twists|dbe|a|
Kneeling Cable Triceps Extension|dbe|q|
Kneeling Forearm Stretch|-bf|g|
Kneeling High Pulley Row|dae|j|dl
Kneeling Hip Flexor|-bf|n|n
Kneeling Jump Squat|bab|h|ein
Kneeling Single-Arm High Pulley Row|dae|j|dl
Kneeling Squat|bad|h|aik
Landmine 180's|bae|a|hko
Landmine Linear Jammer|bae|o|aefinq
Lateral Bound|cac|c|behin
Lateral Box Jump|lac|c|behin
Lateral Cone Hops|lac|c|behin
Lateral Raise - With Bands|abe|o|
Latissimus Dorsi-SMR|hbf|j|
Leg Extensions|jbe|n||leg extension|Beinstrecker;Beinstrecken
Leg Lift|cbe|h|i
Leg-Over Floor Press|iae|f|oq
Leg Press|jae|n|ehi|leg press machine;legpress|Beinpresse
Leg Pull-In|cae|a|
Leg-Up Hamstring Stretch|-bf|i|
Leverage Chest Press|jae|f|oq
Leverage Deadlift|jae|n|hi
Leverage Decline Chest Press|jae|f|oq
Leverage High Row|jae|l|j
Leverage Incline Chest Press|jae|f|oq
Leverage Iso Row|jae|j|dl|machine row;row machine|Rudermaschine Rücken;Rudern an der Maschine
Leverage Shoulder Press|jae|o|q
Leverage Shrug|jbe|p|g
Linear 3-Part Start Technique|-ac|i|en
Linear Acceleration Wall Drill|-ac|i|ehn
Linear Depth Jump|lac|n|ehi
Log Lift|lag|o|afhiklnpq
London Bridges|lae|j|dgl
Looking At Ceiling|-bf|n|
Low Cable Crossover|dbe|f|o|low cable fly|Kabelzug-Crossover von unten
Low Cable Triceps Extension|dbe|q|
Low Pulley Row To Neck|dae|o|dlp
Lower Back Curl|c-f|a|
Lower Back-SMR|h-f|k|
Lunge Pass Through|iae|i|ehn
Lunge Sprint|jae|n|ehi
Lying Bent Leg Groin|l-f|c|
Lying Cable Curl|dbe|d|
Lying Cambered Barbell Row|bbe|l|djp
Lying Close-Grip Bar Curl On High Pulley|dbe|d|
Lying Close-Grip Barbell Triceps Extension Behind The Head|bbe|q|
Lying Close-Grip Barbell Triceps Press To Chin|fbe|q|
Lying Crossover|c-f|b|
Lying Dumbbell Tricep Extension|ebe|q|fo
Lying Face Down Plate Neck Resistance|lbe|m|
Lying Face Up Plate Neck Resistance|lbe|m|
Lying Glute|c-f|h|b
Lying Hamstring|l-f|i|e
Lying High Bench Barbell Curl|bbe|d|
Lying Leg Curls|jbe|i||leg curl;leg curls;lying leg curl|Beinbeuger liegend;Beinbeuger;Beincurls
Lying Machine Squat|jae|n|ehi
Lying One-Arm Lateral Raise|ebe|o|
Lying Prone Quadriceps|c-f|n|
Lying Rear Delt Raise|ebe|o|
Lying Supine Dumbbell Curl|ebe|d|
Lying T-Bar Row|jae|l|dj|chest supported row;chest supported t bar row|T-Bar-Rudern liegend
Lying Triceps Press|fbe|q||lying triceps extension;lying tricep extension|Trizepsdrücken liegend
Machine Bench Press|jae|f|oq|chest press;chest press machine|Brustpresse;Brustpresse Maschine
Machine Bicep Curl|jbe|d||bicep curl machine;machine curl|Bizepsmaschine;Bizepscurls an der Maschine
Machine Preacher Curls|jbe|d||machine preacher curl|Scottcurls an der Maschine
Machine Shoulder (Military) Press|jae|o|q|machine shoulder press;shoulder press machine|Schulterpresse;Schulterpresse Maschine
Machine Triceps Extension|jbe|q||tricep machine;triceps machine|Trizepsmaschine
Medicine Ball Chest Pass|kac|f|oq
Medicine Ball Full Twist|kac|a|o
Medicine Ball Scoop Throw|kac|o|ain
Middle Back Shrug|ebe|l|
Middle Back Stretch|-bf|l|ajk
Mixed Grip Chin|lae|l|dj
Monster Walk|aae|b|
Mountain Climbers|-ac|n|fio|mountain climber|Bergsteiger;Mountain Climbers
Moving Claw Series|-ac|i|en
Muscle Snatch|bab|i|hknoq
Muscle Up|lae|j|adglopq|muscle ups;muscleup|Muscle-up
Narrow Stance Hack Squats|jae|n|ehi
Narrow Stance Leg Press|jae|n|ehi|narrow leg press|Enge Beinpresse
Narrow Stance Squats|bae|n|ehik
Natural Glute Ham Raise|cae|i|ehk|nordic curl;nordic curls;nordic hamstring curl|Nordische Beincurls;Nordic Curl
Neck Press|bae|f|oq
Neck-SMR|l-f|m|
Oblique Crunches|cbe|a||oblique crunch|Seitliche Crunches;Schräge Crunches
Oblique Crunches - On The Floor|cbe|a|
Olympic Squat|bab|n|ehi
On-Your-Back Quad Stretch|lbf|n|
On Your Side Quad Stretch|-bf|n|
One Arm Against Wall|-bf|j|
One Arm Chin-Up|lae|l|dgj
One Arm Dumbbell Bench Press|eae|f|oq
One Arm Dumbbell Preacher Curl|ebe|d|
One-Arm Dumbbell Row|eae|l|djo|single arm dumbbell row;one arm row|Einarmiges Kurzhantelrudern;Einarmiges Rudern
One-Arm Flat Bench Dumbbell Flye|ebe|f|
One Arm Floor Press|bae|q|fo
One-Arm High-Pulley Cable Side Bends|dbe|a|
One-Arm Incline Lateral Raise|ebe|o|
One-Arm Kettlebell Clean|iae|i|hkop
One-Arm Kettlebell Clean and Jerk|iae|o|
One-Arm Kettlebell Floor Press|iae|f|q
One-Arm Kettlebell Jerk|iae|o|enq
One-Arm Kettlebell Military Press To The Side|iae|o|q
One-Arm Kettlebell Para Press|iae|o|q
One-Arm Kettlebell Push Press|iae|o|enq
One-Arm Kettlebell Row|iae|l|dj
One-Arm Kettlebell Snatch|iae|o|ehikpq|kettlebell snatch|Kettlebell-Reißen
One-Arm Kettlebell Split Jerk|iae|o|hinq
One-Arm Kettlebell Split Snatch|iae|o|in
One-Arm Kettlebell Swings|iae|i|ehko|kettlebell swing;kettlebell swings;swing;swings|Kettlebell-Swing;Kettlebell-Swings;Kugelhantel-Schwingen
One Arm Lat Pulldown|dae|j|dl|single arm lat pulldown|Einarmiger Latzug
One-Arm Long Bar Row|bae|l|dj
One-Arm Medicine Ball Slam|kae|a|jo
One-Arm Open Palm Kettlebell Clean|iae|i|ghkno
One-Arm Overhead Kettlebell Squats|iae|n|ehio
One Arm Pronated Dumbbell Triceps Extension|ebe|q|
One-Arm Side Deadlift|bae|n|aehikp
One-Arm Side Laterals|ebe|o|
One Arm Supinated Dumbbell Triceps Extension|ebe|q|
One Half Locust|--f|n|adf
One Handed Hang|l-f|j|d
One Knee To Chest|-af|h|ik
One Leg Barbell Squat|bae|n|ehi
One-Legged Cable Kickback|dbe|h|i|cable kickback|Kickback am Kabel
Open Palm Kettlebell Clean|iae|i|hkno
Otis-Up|lae|a|foq
Overhead Cable Curl|dbe|d|
Overhead Lat|l-f|j|q
Overhead Slam|kac|j|
Overhead Squat|bab|n|aehikoq|overhead squats|Überkopf-Kniebeuge;Reißkniebeuge
Overhead Stretch|-af|a|fgjq
Overhead Triceps|c-f|q|j
Pallof Press|dbe|a|foq|pallof presses|Pallof-Press;Pallof-Drücken
Pallof Press With Rotation|dae|a|foq
Palms-Down Dumbbell Wrist Curl Over A Bench|ebe|g|
Palms-Down Wrist Curl Over A Bench|bbe|g||reverse wrist curl|Handgelenkcurls im Obergriff
Palms-Up Barbell Wrist Curl Over A Bench|bbe|g||wrist curl;wrist curls|Handgelenkcurls;Unterarmcurls
Palms-Up Dumbbell Wrist Curl Over A Bench|ebe|g|
Parallel Bar Dip|lae|q|fo|dip;dips;bar dips|Dips;Barrenstütz;Beugestütz
Pelvic Tilt Into Bridge|-af|k|
Peroneals-SMR|h-f|e|
Peroneals Stretch|l-f|e|
Physioball Hip Bridge|gae|h|i
Pin Presses|bad|q|fgjlo
Piriformis-SMR|hbf|h|
Plank|cbe|a||planks;front plank;forearm plank|Unterarmstütz;Planke;Plank;Brett
Plate Pinch|lbe|g|
Plate Twist|lae|a|
Platform Hamstring Slides|lbe|i|h
Plie Dumbbell Squat|eae|n|aehi|sumo squat;plie squat|Sumo-Kniebeuge;Plié-Kniebeuge
Plyo Kettlebell Pushups|iae|f|oq
Plyo Push-up|cac|f|oq
Posterior Tibialis Stretch|l-f|e|
Power Clean|bae|i|eghklnopq|power cleans|Standumsetzen;Power Clean Langhantel
Power Clean from Blocks|bab|i|n
Power Jerk|bab|n|aehioq
Power Partials|ebe|o|
Power Snatch|bab|i|ehknopq|power snatches|Standreißen
Power Snatch from Blocks|bab|n|eghikopq
Power Stairs|lag|i|cehknop
Preacher Curl|bbe|d||preacher curls|Scottcurls;Scott-Curl;Preacher-Curls
Preacher Hammer Dumbbell Curl|ebe|d|g
Press Sit-Up|bae|a|foq
Prone Manual Hamstring|-be|i|
Prowler Sprint|laa|i|efhno
Pull Through|dae|h|ik|cable pull through|Kabeldurchzug
Pullups|cae|j|dl|pull up;pull ups;pull-up;pullup|Klimmzug;Klimmzüge
Push Press|bab|o|nq|push presses|Push Press;Schwungdrücken
Push Press - Behind the Neck|bab|o|enq
Push Up to Side Plank|cae|f|aoq
Push-Up Wide|cae|f|aoq|wide push up;wide push ups|Weite Liegestütze
Push-Ups - Close Triceps Position|cae|q|fo|diamond push up;diamond push ups;close push up|Enge Liegestütze;Diamant-Liegestütze
Push-Ups With Feet Elevated|cae|f|oq
Push-Ups With Feet On An Exercise Ball|gae|f|oq
Pushups|cae|f|oq|push up;push ups;pushup;push-up;press up;press ups|Liegestütze;Liegestütz
Pushups (Close and Wide Hand Positions)|cae|f|oq
Pyramid|g-f|k|o
Quad Stretch|l-f|n||quadriceps stretch|Dehnung der Beinvorderseite
Quadriceps-SMR|hbf|n|
Quick Leap|lac|n|ei
Rack Delivery|bab|o|gp
Rack Pull with Bands|bad|k|ghinp
Rack Pulls|bad|k|ghip|rack pull;block pull|Erhöhtes Kreuzheben;Rack Pull
Rear Leg Raises|c-f|n|
Recumbent Bike|j-a|n|ehi|recumbent bicycle|Liegeradergometer
Return Push from Stance|kac|o|fq
Reverse Band Bench Press|bad|q|fgjlo
Reverse Band Box Squat|bad|n|bceghik
Reverse Band Deadlift|bad|k|bcehin
Reverse Band Power Squat|bad|n|cehik
Reverse Band Sumo Deadlift|bad|i|bceghknp
Reverse Barbell Curl|bbe|d|g|reverse curl;reverse curls|Reverse Curls;Curls im Obergriff
Reverse Barbell Preacher Curls|fbe|d|g
Reverse Cable Curl|dbe|d|g
Reverse Crunch|cbe|a||reverse crunches|Umgekehrte Crunches;Reverse Crunches
Reverse Flyes|ebe|o||reverse fly;rear delt fly;rear delt flyes;rear delt raise|Umgekehrte Fliegende;Reverse Flys;Vorgebeugtes Seitheben
Reverse Flyes With External Rotation|ebe|o|
Reverse Grip Bent-Over Rows|bae|l|djo|underhand row;yates row|Langhantelrudern im Untergriff
Reverse Grip Triceps Pushdown|dbe|q|
Reverse Hyperextension|j-e|i|eh|reverse hyper;reverse hyperextensions|Umgekehrte Hyperextension
Reverse Machine Flyes|jbe|o||reverse pec deck;rear delt machine|Reverse Butterfly;Umgekehrter Butterfly
Reverse Plate Curls|lbe|d|g
Reverse Triceps Bench Press|bae|q|fo
Rhomboids-SMR|h-f|l|p
Rickshaw Carry|lag|g|aehiknp
Rickshaw Deadlift|lag|n|ghikp
Ring Dips|lae|q|fo|ring dip|Ring-Dips
Rocket Jump|cac|n|ei
Rocking Standing Calf Raise|bbe|e|
Rocky Pull-Ups/Pulldowns|lae|j|dlo
Romanian Deadlift|bae|i|ehk|rdl;romanian deadlifts|Rumänisches Kreuzheben
Romanian Deadlift from Deficit|bab|i|ghkp
Rope Climb|lae|j|dglo
Rope Crunch|dbe|a|
Rope Jumping|l-a|n|ei|jump rope;skipping rope;skipping;rope skipping|Seilspringen
Rope Straight-Arm Pulldown|dbe|j|
Round The World Shoulder Stretch|l-f|o|df
Rowing, Stationary|j-a|n|dehikl|rowing;rower;rowing machine;row erg;erg|Rudern;Rudergerät;Ruderergometer
Runner's Stretch|--f|i|e
Running, Treadmill|j-a|n|ehi|run;running;treadmill;treadmill run|Laufen;Laufband;Joggen auf dem Laufband
Russian Twist|cae|a|k|russian twists|Russian Twist;Russische Drehung
Sandbag Load|lag|n|adeghiklop
Scapular Pull-Up|-be|p|jl|scap pull up;scapular pull ups|Schulterblatt-Klimmzüge
Scissor Kick|cbf|a|
Scissors Jump|cac|n|hi
Seated Band Hamstring Curl|lbe|i|
Seated Barbell Military Press|bae|o|q|seated military press;seated barbell press|Schulterdrücken sitzend Langhantel
Seated Barbell Twist|bbe|a|
Seated Bent-Over One-Arm Dumbbell Triceps Extension|ebe|q|
Seated Bent-Over Rear Delt Raise|ebe|o|
Seated Bent-Over Two-Arm Dumbbell Triceps Extension|ebe|q|
Seated Biceps|cbf|d|fo
Seated Cable Rows|dae|l|djo|seated row;cable row;cable rows;seated cable row|Rudern am Kabel;Kabelrudern;Rudern sitzend
Seated Cable Shoulder Press|dae|o|q
Seated Calf Raise|jbe|e||seated calf raises|Wadenheben sitzend
Seated Calf Stretch|--f|e|ik
Seated Close-Grip Concentration Barbell Curl|bbe|d|
Seated Dumbbell Curl|ebe|d|
Seated Dumbbell Inner Biceps Curl|ebe|d|
Seated Dumbbell Palms-Down Wrist Curl|ebe|g|
Seated Dumbbell Palms-Up Wrist Curl|ebe|g|
Seated Dumbbell Press|eae|o|q
Seated Flat Bench Leg Pull-In|cae|a|
Seated Floor Hamstring Stretch|--f|i|e
Seated Front Deltoid|c-f|o|f
Seated Glute|c-f|h|c
Seated Good Mornings|bad|k|h
Seated Hamstring|--f|i|e
Seated Hamstring and Calf Stretch|l-f|i|e
Seated Head Harness Neck Resistance|lbe|m|
Seated Leg Curl|jbe|i||seated leg curls|Beinbeuger sitzend;Sitzende Beincurls
Seated Leg Tucks|cbe|a|
Seated One-arm Cable Pulley Rows|dae|l|djp
Seated One-Arm Dumbbell Palms-Down Wrist Curl|ebe|g|
Seated One-Arm Dumbbell Palms-Up Wrist Curl|ebe|g|
Seated Overhead Stretch|-bf|a|
Seated Palm-Up Barbell Wrist Curl|bbe|g|
Seated Palms-Down Barbell Wrist Curl|bbe|g|
Seated Side Lateral Raise|ebe|o||seated lateral raise|Seitheben sitzend
Seated Triceps Press|ebe|q|
Seated Two-Arm Palms-Up Low-Pulley Wrist Curl|dbe|g|
See-Saw Press (Alternating Side Press)|eae|o|aq
Shotgun Row|dae|j|dl
Shoulder Circles|--f|o|p
Shoulder Press - With Bands|aae|o|q
Shoulder Raise|--f|o|j
Shoulder Stretch|--f|o|
Side Bridge|c-e|a|o|side plank;side planks|Seitstütz;Seitlicher Unterarmstütz
Side Hop-Sprint|lac|n|bcei
Side Jackknife|cae|a|
Side Lateral Raise|ebe|o||lateral raise;lateral raises;side raise;dumbbell lateral raise|Seitheben;Kurzhantel-Seitheben
Side Laterals to Front Raise|ebe|o|p
Side Leg Raises|c-f|c|
Side-Lying Floor Stretch|--f|j|
Side Lying Groin Stretch|-bf|c|i
Side Neck Stretch|-bf|m|
Side Standing Long Jump|-ac|n|ehi
Side to Side Box Shuffle|lac|n|bcei
Side To Side Chins|lae|j|dglo
Side Wrist Pull|-bf|o|gj
Single-Arm Cable Crossover|dbe|f|
Single-Arm Linear Jammer|bae|o|fq
Single-Arm Push-Up|cae|f|oq|one arm push up|Einarmige Liegestütze
Single-Cone Sprint Drill|l-c|n|ehi
Single Dumbbell Raise|ebe|o|gp
Single Leg Butt Kick|cac|n|ei
Single Leg Glute Bridge|cbe|h|i|one leg glute bridge|Einbeinige Gesäßbrücke
Single-Leg High Box Squat|lae|n|hi
Single-Leg Hop Progression|lac|n|bcei
Single-Leg Lateral Hop|lac|n|bcei
Single-Leg Leg Extension|jbe|n|
Single Leg Push-off|lac|n|ei
Single-Leg Stride Jump|lac|n|bcei
Sit Squats|--f|n|bhi
Sit-Up|cbe|a||situp;situps;sit ups|Sit-ups;Situps
Skating|l-a|n|bcehi
Sled Drag - Harness|lag|n|ehi
Sled Overhead Backward Walk|lae|o|eln
Sled Overhead Triceps Extension|lbe|q|
Sled Push|lag|n|efhiq|prowler push;sled pushes|Schlittenschieben;Schlitten schieben
Sled Reverse Flye|lbe|o|
Sled Row|lae|l|dj
Sledgehammer Swings|lac|a|egjlo
Smith Incline Shoulder Raise|bbe|o|f
Smith Machine Behind the Back Shrug|jbe|p|o
Smith Machine Bench Press|jae|f|oq|smith bench press|Bankdrücken an der Multipresse;Multipresse Bankdrücken
Smith Machine Bent Over Row|jae|l|djo
Smith Machine Calf Raise|jbe|e|
Smith Machine Close-Grip Bench Press|jae|q|fo
Smith Machine Decline Press|jae|f|oq
Smith Machine Hang Power Clean|jae|i|hknop
Smith Machine Hip Raise|jbe|a|
Smith Machine Incline Bench Press|jae|f|oq
Smith Machine Leg Press|jae|n|ehi
Smith Machine One-Arm Upright Row|jae|o|dp
Smith Machine Overhead Shoulder Press|jae|o|q
Smith Machine Pistol Squat|jae|n|ehi
Smith Machine Reverse Calf Raises|jbe|e|
Smith Machine Squat|jae|n|ehik|smith squat|Kniebeuge an der Multipresse;Multipresse Kniebeuge
Smith Machine Stiff-Legged Deadlift|jae|i|hk
Smith Machine Upright Row|jae|p|dlo
Smith Single-Leg Split Squat|jae|n|ehi
Snatch|bab|n|dhikopq|snatches;squat snatch|Reißen
Snatch Balance|bab|n|ehioq
Snatch Deadlift|bab|i|ghiknp
Snatch from Blocks|bab|n|eghikopq
Snatch Pull|bae|i|ehknp
Snatch Shrug|bab|p|go
Speed Band Overhead Triceps|abe|q|
Speed Box Squat|bad|n|ehi
Speed Squats|bae|n|ehik
Spell Caster|eae|a|ho
Spider Crawl|cae|a|foq
Spider Curl|fbe|d||spider curls|Spider-Curls
Spinal Stretch|-bf|l|jkmp
Split Clean|bab|n|eghikop
Split Jerk|bab|n|hioq
Split Jump|cac|n|ehi
Split Snatch|bab|i|eghiknopq
Split Squat with Dumbbells|eae|n|hi|bulgarian split squat;bulgarian split squats;split squat|Bulgarische Kniebeuge;Bulgarische Kniebeugen;Geteilte Kniebeuge
Split Squats|--f|i|ehn
Squat Jerk|bae|n|ehioq
Squat with Bands|bad|n|cehik
Squat with Chains|bad|n|cehik
Squat with Plate Movers|bae|n|bcehi
Squats - With Bands|aae|n|ehik
Stairmaster|j-a|n|ehi|stair climber;stairs|Treppensteiger;Stepper
Standing Alternating Dumbbell Press|eae|o|q
Standing Barbell Calf Raise|bbe|e|
Standing Barbell Press Behind Neck|bae|o|q|behind the neck press;press behind neck|Nackendrücken
Standing Bent-Over One-Arm Dumbbell Triceps Extension|ebe|q|o
Standing Bent-Over Two-Arm Dumbbell Triceps Extension|ebe|q|
Standing Biceps Cable Curl|dbe|d||cable curl;cable curls;cable bicep curl|Bizepscurls am Kabel;Kabelcurls
Standing Biceps Stretch|lbf|d|fo
Standing Bradford Press|bae|o|q
Standing Cable Chest Press|dae|f|oq
Standing Cable Lift|dae|a|o
Standing Cable Wood Chop|dae|a|o|wood chop;woodchopper;cable wood chop|Holzhacker;Holzhacker am Kabel
Standing Calf Raises|jbe|e||calf raise;calf raises;standing calf raise|Wadenheben;Wadenheben stehend
Standing Concentration Curl|ebe|d|g
Standing Dumbbell Calf Raise|ebe|e||dumbbell calf raise|Wadenheben Kurzhantel
Standing Dumbbell Press|eae|o|q
Standing Dumbbell Reverse Curl|ebe|d|g
Standing Dumbbell Straight-Arm Front Delt Raise Above Head|ebe|o|
Standing Dumbbell Triceps Extension|ebe|q||overhead tricep extension;overhead triceps extension;tricep extension|Trizepsstrecken über Kopf;Trizepsstrecken
Standing Dumbbell Upright Row|eae|p|do|dumbbell upright row|Aufrechtes Rudern Kurzhantel
Standing Elevated Quad Stretch|l-f|n|
Standing Front Barbell Raise Over Head|bbe|o|
Standing Gastrocnemius Calf Stretch|--f|e|i
Standing Hamstring and Calf Stretch|l-f|i|
Standing Hip Circles|cbf|b|c
Standing Hip Flexors|-bf|n|
Standing Inner-Biceps Curl|ebe|d|
Standing Lateral Stretch|--f|a|
Standing Leg Curl|jbe|i||standing leg curls|Beinbeuger stehend
Standing Long Jump|cac|n|ehi
Standing Low-Pulley Deltoid Raise|dbe|o|g
Standing Low-Pulley One-Arm Triceps Extension|dbe|q|fo
Standing Military Press|bae|o|q|overhead press;ohp;military press;strict press;shoulder press standing|Schulterdrücken stehend;Überkopfdrücken;Military Press;Schulterdrücken Langhantel
Standing Olympic Plate Hand Squeeze|lbe|g|d
Standing One-Arm Cable Curl|dbe|d|
Standing One-Arm Dumbbell Curl Over Incline Bench|ebe|d|
Standing One-Arm Dumbbell Triceps Extension|ebe|q|fo
Standing Overhead Barbell Triceps Extension|bbe|q|o
Standing Palm-In One-Arm Dumbbell Press|eae|o|q
Standing Palms-In Dumbbell Press|eae|o|q
Standing Palms-Up Barbell Behind The Back Wrist Curl|bbe|g|
Standing Pelvic Tilt|-bf|k|h
Standing Rope Crunch|dbe|a|
Standing Soleus And Achilles Stretch|-bf|e|
Standing Toe Touches|--f|i|e
Standing Towel Triceps Extension|cbe|q|
Standing Two-Arm Overhead Throw|kac|o|fj
Star Jump|cac|n|ehio|jumping jack;jumping jacks;star jumps|Hampelmann;Hampelmänner
Step Mill|j-a|n|ehi
Step-up with Knee Raise|cae|h|in
Stiff Leg Barbell Good Morning|bae|k|hi
Stiff-Legged Barbell Deadlift|bae|i|hk|stiff leg deadlift;straight leg deadlift;stiff legged deadlift|Gestrecktes Kreuzheben;Kreuzheben mit gestreckten Beinen
Stiff-Legged Dumbbell Deadlift|eae|i|hk|dumbbell deadlift;dumbbell rdl;dumbbell romanian deadlift|Kurzhantel-Kreuzheben;Rumänisches Kreuzheben Kurzhantel
Stomach Vacuum|cbf|a|
Straight-Arm Dumbbell Pullover|eae|f|joq|pullover;dumbbell pullover|Überzüge;Kurzhantel-Überzüge;Pullover Kurzhantel
Straight-Arm Pulldown|dbe|j||straight arm lat pulldown|Überzüge am Kabel;Gestreckter Latzug
Straight Bar Bench Mid Rows|bae|l|dj
Straight Raises on Incline Bench|bbe|o|p
Stride Jump Crossover|lac|n|bcei
Sumo Deadlift|bad|i|cghklnp|sumo deadlifts|Sumo-Kreuzheben
Sumo Deadlift with Bands|bad|i|cghklnp
Sumo Deadlift with Chains|bad|i|bcghklnp
Superman|caf|k|hi|supermans|Superman;Rückenheben im Liegen
Supine Chest Throw|kac|q|fo
Supine One-Arm Overhead Throw|kac|a|fjo
Supine Two-Arm Overhead Throw|kac|a|fjo
Suspended Fallout|lbe|a|fko
Suspended Push-Up|lae|f|oq
Suspended Reverse Crunch|lbe|a|
Suspended Row|lae|l|dj
Suspended Split Squat|lae|n|bcehi
Svend Press|lae|f|goq
T-Bar Row with Handle|bae|l|dj|t bar row;t-bar row;t bar rows|T-Bar-Rudern;T-Hantel-Rudern
Tate Press|ebe|q|fo
The Straddle|--f|i|ce
Thigh Abductor|jbe|b|h|hip abduction;abductor machine;hip abductor|Abduktorenmaschine;Abduktoren Maschine
Thigh Adductor|jbe|c|hi|hip adduction;adductor machine;hip adductor|Adduktorenmaschine;Adduktoren Maschine
Tire Flip|lag|n|efghikopq|tyre flip;tire flips|Reifenwenden
Toe Touchers|cbf|a||toe touches;toe touch|Zehenberührer
Torso Rotation|g-f|a|
Trail Running/Walking|--a|n|ehi|trail run;trail running|Geländelauf;Trailrunning
Trap Bar Deadlift|lae|n|hi|hex bar deadlift|Trap-Bar-Kreuzheben;Kreuzheben mit der Trap-Bar
Tricep Dumbbell Kickback|ebe|q||tricep kickback;triceps kickback;kickbacks|Trizeps-Kickback;Kickbacks Trizeps
Tricep Side Stretch|--f|q|o
Triceps Overhead Extension with Rope|dbe|q||overhead tricep extension cable;cable overhead extension|Trizepsstrecken über Kopf am Seil
Triceps Pushdown|dbe|q||tricep pushdown;pushdown;pushdowns;triceps pushdowns;cable pushdown|Trizepsdrücken;Trizepsdrücken am Kabel
Triceps Pushdown - Rope Attachment|dbe|q||rope pushdown;rope pushdowns;tricep rope pushdown|Trizepsdrücken am Seil
Triceps Pushdown - V-Bar Attachment|dbe|q|
Triceps Stretch|-bf|q|j
Tuck Crunch|cbe|a|
Two-Arm Dumbbell Preacher Curl|ebe|d|
Two-Arm Kettlebell Clean|iae|o|ehikp
Two-Arm Kettlebell Jerk|iae|o|enq
Two-Arm Kettlebell Military Press|iae|o|q
Two-Arm Kettlebell Row|iae|l|dj
Underhand Cable Pulldowns|dae|j|dlo|reverse grip lat pulldown;underhand pulldown|Latzug im Untergriff
Upper Back-Leg Grab|--f|i|kl
Upper Back Stretch|--f|l|l
Upright Barbell Row|bae|o|p|upright row;upright rows|Aufrechtes Rudern
Upright Cable Row|dae|p|o|cable upright row|Aufrechtes Rudern am Kabel
Upright Row - With Bands|aae|p|o
Upward Stretch|--f|o|fj
V-Bar Pulldown|dae|j|dlo
V-Bar Pullup|cae|j|dlo|neutral grip pull up|Klimmzüge im Parallelgriff
Vertical Swing|eac|i|hno
Walking, Treadmill|j-a|n|ehi|walk;walking;treadmill walk|Gehen;Gehen auf dem Laufband;Spazieren
Weighted Ball Hyperextension|gae|k|hil
Weighted Ball Side Bend|gbe|a|
Weighted Bench Dip|lae|q|fo
Weighted Crunches|kbe|a|
Weighted Jump Squat|bae|n|ehik
Weighted Pull Ups|lae|j|dl|weighted pull up;weighted pullups|Klimmzüge mit Gewicht;Klimmzug mit Gewicht
Weighted Sissy Squat|bae|n|ehi
Weighted Sit-Ups - With Bands|lbe|a|
Weighted Squat|lae|n|ehi
Wide-Grip Barbell Bench Press|bae|f|oq|wide grip bench press|Weites Bankdrücken;Bankdrücken weit
Wide-Grip Decline Barbell Bench Press|bae|f|oq
Wide-Grip Decline Barbell Pullover|bae|f|oq
Wide-Grip Lat Pulldown|dae|j|dlo|lat pulldown;lat pulldowns;pulldown;lat pull down|Latzug;Latziehen;Latzug weit
Wide-Grip Pulldown Behind The Neck|dae|j|dlo|behind the neck pulldown|Latzug in den Nacken
Wide-Grip Rear Pull-Up|cae|j|dlo|wide grip pull up|Weite Klimmzüge
Wide-Grip Standing Barbell Curl|bbe|d|
Wide Stance Barbell Squat|bae|n|ehik
Wide Stance Stiff Legs|bab|i|chk
Wind Sprints|cae|a||wind sprint|Windsprints
Windmills|--f|b|hik
World's Greatest Stretch|--f|i|ehn
Wrist Circles|cbf|g|
Wrist Roller|lbe|g|o|wrist rollers|Handgelenkroller
Wrist Rotations with Straight Bar|bbe|g|
Yoke Walk|lag|n|abcehik
Zercher Squats|bae|n|ehi|zercher squat|Zercher-Kniebeuge
Zottman Curl|ebe|d|g|zottman curls|Zottman-Curls
Zottman Preacher Curl|ebe|d|g`;
