import type { Sentences } from "#console/frame/sentence.ts";

export default {
  meal: {
    events: {
      created: { en: "The meal {} was noted", de: "Die Mahlzeit {} wurde notiert" },
      drafted: { en: "{} was probably a meal", de: "{} war wohl eine Mahlzeit" },
      logged: { en: "{} was eaten", de: "{} wurde gegessen" },
      updated: { en: "The meal {} changed", de: "Die Mahlzeit {} wurde geändert" },
      deleted: { en: "The meal {} was deleted", de: "Die Mahlzeit {} wurde gelöscht" },
      restored: { en: "The meal {} is back", de: "Die Mahlzeit {} ist wieder da" },
    },
  },
  nutrient_target: {
    events: {
      created: { en: "A nutrition target was set", de: "Ein Ernährungsziel wurde gesetzt" },
      updated: { en: "A nutrition target changed", de: "Ein Ernährungsziel wurde geändert" },
      deleted: { en: "A nutrition target was deleted", de: "Ein Ernährungsziel wurde gelöscht" },
      restored: { en: "A nutrition target is back", de: "Ein Ernährungsziel ist wieder da" },
    },
  },
  workout: {
    events: {
      created: { en: "The workout {} was planned", de: "Das Training {} wurde geplant" },
      updated: { en: "The plan of the workout {} changed", de: "Der Plan des Trainings {} wurde geändert" },
      deleted: { en: "The plan of the workout {} was deleted", de: "Der Plan des Trainings {} wurde gelöscht" },
      restored: { en: "The plan of the workout {} is back", de: "Der Plan des Trainings {} ist wieder da" },
    },
  },
  "health.workout.completed": {
    events: { completed: { en: "A workout was done", de: "Ein Training wurde gemacht" } },
  },
  completed_workout: {
    events: {
      created: { en: "A workout was noted", de: "Ein Training wurde notiert" },
      updated: { en: "A workout that was done changed", de: "Ein gemachtes Training wurde geändert" },
      deleted: { en: "A workout that was done was deleted", de: "Ein gemachtes Training wurde gelöscht" },
      restored: { en: "A workout that was done is back", de: "Ein gemachtes Training ist wieder da" },
    },
  },
  personal_record: {
    events: {
      set: { en: "A new best in {}", de: "Neue Bestleistung: {}" },
      withdrawn: { en: "A best in {} is none any more", de: "Keine Bestleistung mehr: {}" },
    },
  },
  own_exercise: {
    events: {
      created: { en: "The exercise {} was added", de: "Die Übung {} wurde hinzugefügt" },
      updated: { en: "The exercise {} changed", de: "Die Übung {} wurde geändert" },
      deleted: { en: "The exercise {} was deleted", de: "Die Übung {} wurde gelöscht" },
      restored: { en: "The exercise {} is back", de: "Die Übung {} ist wieder da" },
    },
  },
  training_plan: {
    events: {
      created: { en: "Training days were planned", de: "Trainingstage wurden geplant" },
      updated: { en: "Training days changed", de: "Trainingstage wurden geändert" },
      deleted: { en: "Training days were deleted", de: "Trainingstage wurden gelöscht" },
      restored: { en: "Training days are back", de: "Trainingstage sind wieder da" },
    },
  },
  mood: {
    events: { logged: { en: "A mood was noted", de: "Eine Stimmung wurde notiert" } },
  },
  brain_log: {
    events: {
      created: { en: "The log of the mind got an entry", de: "Das Tagebuch des Kopfes bekam einen Eintrag" },
      updated: {
        en: "An entry of the log of the mind changed",
        de: "Ein Eintrag im Tagebuch des Kopfes wurde geändert",
      },
      deleted: {
        en: "An entry of the log of the mind was deleted",
        de: "Ein Eintrag im Tagebuch des Kopfes wurde gelöscht",
      },
      restored: {
        en: "An entry of the log of the mind is back",
        de: "Ein Eintrag im Tagebuch des Kopfes ist wieder da",
      },
    },
  },
  measurement: {
    events: {
      created: { en: "A body measurement was noted", de: "Ein Körpermaß wurde notiert" },
      updated: { en: "A body measurement changed", de: "Ein Körpermaß wurde geändert" },
      deleted: { en: "A body measurement was deleted", de: "Ein Körpermaß wurde gelöscht" },
      restored: { en: "A body measurement is back", de: "Ein Körpermaß ist wieder da" },
    },
  },
  measurement_goal: {
    events: {
      created: { en: "A body goal was set", de: "Ein Körperziel wurde gesetzt" },
      updated: { en: "A body goal changed", de: "Ein Körperziel wurde geändert" },
      deleted: { en: "A body goal was deleted", de: "Ein Körperziel wurde gelöscht" },
      restored: { en: "A body goal is back", de: "Ein Körperziel ist wieder da" },
      reached: { en: "A body goal is reached", de: "Ein Körperziel ist erreicht" },
    },
  },
  medical_entry: {
    events: {
      created: { en: "The medical record got an entry", de: "Die Krankenakte bekam einen Eintrag" },
      updated: { en: "An entry of the medical record changed", de: "Ein Eintrag der Krankenakte wurde geändert" },
      deleted: { en: "An entry of the medical record was deleted", de: "Ein Eintrag der Krankenakte wurde gelöscht" },
      restored: { en: "An entry of the medical record is back", de: "Ein Eintrag der Krankenakte ist wieder da" },
      near: { en: "A medical date is near", de: "Ein medizinischer Termin rückt näher" },
    },
  },
  medication: {
    events: {
      created: { en: "A medication was entered", de: "Ein Medikament wurde eingetragen" },
      updated: { en: "A medication changed", de: "Ein Medikament wurde geändert" },
      deleted: { en: "A medication was deleted", de: "Ein Medikament wurde gelöscht" },
      restored: { en: "A medication is back", de: "Ein Medikament ist wieder da" },
      refilled: {
        en: "The stock of a medication was filled up",
        de: "Der Vorrat eines Medikaments wurde aufgefüllt",
      },
    },
  },
  dose: {
    events: {
      taken: { en: "A dose was taken", de: "Eine Dosis wurde genommen" },
      skipped: { en: "A dose was skipped", de: "Eine Dosis wurde ausgelassen" },
      undone: { en: "A dose was taken back", de: "Eine Dosis wurde zurückgenommen" },
    },
  },
  prescription: {
    events: {
      running_out: { en: "A medication runs out soon", de: "Ein Medikament geht bald zu Ende" },
      settled: { en: "A medication runs out no more", de: "Ein Medikament geht nicht mehr zu Ende" },
    },
  },
  lab_result: {
    events: {
      created: { en: "A laboratory result was entered", de: "Ein Laborwert wurde eingetragen" },
      updated: { en: "A laboratory result changed", de: "Ein Laborwert wurde geändert" },
      deleted: { en: "A laboratory result was deleted", de: "Ein Laborwert wurde gelöscht" },
      restored: { en: "A laboratory result is back", de: "Ein Laborwert ist wieder da" },
    },
  },
  metric: {
    events: {
      logged: { en: "Readings came in", de: "Messwerte kamen an" },
      deleted: { en: "A reading was deleted", de: "Ein Messwert wurde gelöscht" },
      imported: { en: "Readings came in from a file", de: "Messwerte kamen aus einer Datei" },
      recount_requested: { en: "Readings are counted anew", de: "Messwerte werden neu gezählt" },
      recounted: { en: "Readings were counted anew", de: "Messwerte wurden neu gezählt" },
    },
    minor: ["logged", "deleted", "imported", "recount_requested", "recounted"],
  },
  metric_source: {
    events: {
      ordered: { en: "The sources of readings were ordered", de: "Die Quellen von Messwerten wurden geordnet" },
    },
  },
} satisfies Sentences;
