-- The zones that both the database and the runtime read as the same clocks, each under one name (see kit/time-zones.ts).
create domain time_zone as text constraint time_zone_check check (value in (
    'Africa/Abidjan', 'Africa/Accra', 'Africa/Addis_Ababa', 'Africa/Algiers', 'Africa/Asmara', 'Africa/Bamako', 'Africa/Bangui',
    'Africa/Banjul', 'Africa/Bissau', 'Africa/Blantyre', 'Africa/Brazzaville', 'Africa/Bujumbura', 'Africa/Cairo',
    'Africa/Casablanca', 'Africa/Ceuta', 'Africa/Conakry', 'Africa/Dakar', 'Africa/Dar_es_Salaam', 'Africa/Djibouti',
    'Africa/Douala', 'Africa/El_Aaiun', 'Africa/Freetown', 'Africa/Gaborone', 'Africa/Harare', 'Africa/Johannesburg',
    'Africa/Juba', 'Africa/Kampala', 'Africa/Khartoum', 'Africa/Kigali', 'Africa/Kinshasa', 'Africa/Lagos', 'Africa/Libreville',
    'Africa/Lome', 'Africa/Luanda', 'Africa/Lubumbashi', 'Africa/Lusaka', 'Africa/Malabo', 'Africa/Maputo', 'Africa/Maseru',
    'Africa/Mbabane', 'Africa/Mogadishu', 'Africa/Monrovia', 'Africa/Nairobi', 'Africa/Ndjamena', 'Africa/Niamey',
    'Africa/Nouakchott', 'Africa/Ouagadougou', 'Africa/Porto-Novo', 'Africa/Sao_Tome', 'Africa/Tripoli', 'Africa/Tunis',
    'Africa/Windhoek', 'America/Adak', 'America/Anchorage', 'America/Anguilla', 'America/Antigua', 'America/Araguaina',
    'America/Argentina/Buenos_Aires', 'America/Argentina/Catamarca', 'America/Argentina/Cordoba', 'America/Argentina/Jujuy',
    'America/Argentina/La_Rioja', 'America/Argentina/Mendoza', 'America/Argentina/Rio_Gallegos', 'America/Argentina/Salta',
    'America/Argentina/San_Juan', 'America/Argentina/San_Luis', 'America/Argentina/Tucuman', 'America/Argentina/Ushuaia',
    'America/Aruba', 'America/Asuncion', 'America/Atikokan', 'America/Bahia', 'America/Bahia_Banderas', 'America/Barbados',
    'America/Belem', 'America/Belize', 'America/Blanc-Sablon', 'America/Boa_Vista', 'America/Bogota', 'America/Boise',
    'America/Cambridge_Bay', 'America/Campo_Grande', 'America/Cancun', 'America/Caracas', 'America/Cayenne', 'America/Cayman',
    'America/Chicago', 'America/Chihuahua', 'America/Ciudad_Juarez', 'America/Costa_Rica', 'America/Coyhaique', 'America/Creston',
    'America/Cuiaba', 'America/Curacao', 'America/Danmarkshavn', 'America/Dawson', 'America/Dawson_Creek', 'America/Denver',
    'America/Detroit', 'America/Dominica', 'America/Edmonton', 'America/Eirunepe', 'America/El_Salvador', 'America/Fort_Nelson',
    'America/Fortaleza', 'America/Glace_Bay', 'America/Goose_Bay', 'America/Grand_Turk', 'America/Grenada', 'America/Guadeloupe',
    'America/Guatemala', 'America/Guayaquil', 'America/Guyana', 'America/Halifax', 'America/Havana', 'America/Hermosillo',
    'America/Indiana/Indianapolis', 'America/Indiana/Knox', 'America/Indiana/Marengo', 'America/Indiana/Petersburg',
    'America/Indiana/Tell_City', 'America/Indiana/Vevay', 'America/Indiana/Vincennes', 'America/Indiana/Winamac', 'America/Inuvik',
    'America/Iqaluit', 'America/Jamaica', 'America/Juneau', 'America/Kentucky/Louisville', 'America/Kentucky/Monticello',
    'America/Kralendijk', 'America/La_Paz', 'America/Lima', 'America/Los_Angeles', 'America/Lower_Princes', 'America/Maceio',
    'America/Managua', 'America/Manaus', 'America/Marigot', 'America/Martinique', 'America/Matamoros', 'America/Mazatlan',
    'America/Menominee', 'America/Merida', 'America/Metlakatla', 'America/Mexico_City', 'America/Miquelon', 'America/Moncton',
    'America/Monterrey', 'America/Montevideo', 'America/Montserrat', 'America/Nassau', 'America/New_York', 'America/Nome',
    'America/Noronha', 'America/North_Dakota/Beulah', 'America/North_Dakota/Center', 'America/North_Dakota/New_Salem',
    'America/Nuuk', 'America/Ojinaga', 'America/Panama', 'America/Paramaribo', 'America/Phoenix', 'America/Port-au-Prince',
    'America/Port_of_Spain', 'America/Porto_Velho', 'America/Puerto_Rico', 'America/Punta_Arenas', 'America/Rankin_Inlet',
    'America/Recife', 'America/Regina', 'America/Resolute', 'America/Rio_Branco', 'America/Santarem', 'America/Santiago',
    'America/Santo_Domingo', 'America/Sao_Paulo', 'America/Scoresbysund', 'America/Sitka', 'America/St_Barthelemy',
    'America/St_Johns', 'America/St_Kitts', 'America/St_Lucia', 'America/St_Thomas', 'America/St_Vincent', 'America/Swift_Current',
    'America/Tegucigalpa', 'America/Thule', 'America/Tijuana', 'America/Toronto', 'America/Tortola', 'America/Vancouver',
    'America/Whitehorse', 'America/Winnipeg', 'America/Yakutat', 'Antarctica/Casey', 'Antarctica/Davis',
    'Antarctica/DumontDUrville', 'Antarctica/Macquarie', 'Antarctica/Mawson', 'Antarctica/McMurdo', 'Antarctica/Palmer',
    'Antarctica/Rothera', 'Antarctica/Syowa', 'Antarctica/Troll', 'Antarctica/Vostok', 'Arctic/Longyearbyen', 'Asia/Aden',
    'Asia/Almaty', 'Asia/Amman', 'Asia/Anadyr', 'Asia/Aqtau', 'Asia/Aqtobe', 'Asia/Ashgabat', 'Asia/Atyrau', 'Asia/Baghdad',
    'Asia/Bahrain', 'Asia/Baku', 'Asia/Bangkok', 'Asia/Barnaul', 'Asia/Beirut', 'Asia/Bishkek', 'Asia/Brunei', 'Asia/Chita',
    'Asia/Colombo', 'Asia/Damascus', 'Asia/Dhaka', 'Asia/Dili', 'Asia/Dubai', 'Asia/Dushanbe', 'Asia/Famagusta', 'Asia/Gaza',
    'Asia/Hebron', 'Asia/Ho_Chi_Minh', 'Asia/Hong_Kong', 'Asia/Hovd', 'Asia/Irkutsk', 'Asia/Jakarta', 'Asia/Jayapura',
    'Asia/Jerusalem', 'Asia/Kabul', 'Asia/Kamchatka', 'Asia/Karachi', 'Asia/Kathmandu', 'Asia/Khandyga', 'Asia/Kolkata',
    'Asia/Krasnoyarsk', 'Asia/Kuala_Lumpur', 'Asia/Kuching', 'Asia/Kuwait', 'Asia/Macau', 'Asia/Magadan', 'Asia/Makassar',
    'Asia/Manila', 'Asia/Muscat', 'Asia/Nicosia', 'Asia/Novokuznetsk', 'Asia/Novosibirsk', 'Asia/Omsk', 'Asia/Oral',
    'Asia/Phnom_Penh', 'Asia/Pontianak', 'Asia/Pyongyang', 'Asia/Qatar', 'Asia/Qostanay', 'Asia/Qyzylorda', 'Asia/Riyadh',
    'Asia/Sakhalin', 'Asia/Samarkand', 'Asia/Seoul', 'Asia/Shanghai', 'Asia/Singapore', 'Asia/Srednekolymsk', 'Asia/Taipei',
    'Asia/Tashkent', 'Asia/Tbilisi', 'Asia/Tehran', 'Asia/Thimphu', 'Asia/Tokyo', 'Asia/Tomsk', 'Asia/Ulaanbaatar', 'Asia/Urumqi',
    'Asia/Ust-Nera', 'Asia/Vientiane', 'Asia/Vladivostok', 'Asia/Yakutsk', 'Asia/Yangon', 'Asia/Yekaterinburg', 'Asia/Yerevan',
    'Atlantic/Azores', 'Atlantic/Bermuda', 'Atlantic/Canary', 'Atlantic/Cape_Verde', 'Atlantic/Faroe', 'Atlantic/Madeira',
    'Atlantic/Reykjavik', 'Atlantic/South_Georgia', 'Atlantic/St_Helena', 'Atlantic/Stanley', 'Australia/Adelaide',
    'Australia/Brisbane', 'Australia/Broken_Hill', 'Australia/Darwin', 'Australia/Eucla', 'Australia/Hobart', 'Australia/Lindeman',
    'Australia/Lord_Howe', 'Australia/Melbourne', 'Australia/Perth', 'Australia/Sydney', 'Etc/GMT+1', 'Etc/GMT+10', 'Etc/GMT+11',
    'Etc/GMT+12', 'Etc/GMT+2', 'Etc/GMT+3', 'Etc/GMT+4', 'Etc/GMT+5', 'Etc/GMT+6', 'Etc/GMT+7', 'Etc/GMT+8', 'Etc/GMT+9',
    'Etc/GMT-1', 'Etc/GMT-10', 'Etc/GMT-11', 'Etc/GMT-12', 'Etc/GMT-13', 'Etc/GMT-14', 'Etc/GMT-2', 'Etc/GMT-3', 'Etc/GMT-4',
    'Etc/GMT-5', 'Etc/GMT-6', 'Etc/GMT-7', 'Etc/GMT-8', 'Etc/GMT-9', 'Europe/Amsterdam', 'Europe/Andorra', 'Europe/Astrakhan',
    'Europe/Athens', 'Europe/Belgrade', 'Europe/Berlin', 'Europe/Bratislava', 'Europe/Brussels', 'Europe/Bucharest',
    'Europe/Budapest', 'Europe/Busingen', 'Europe/Chisinau', 'Europe/Copenhagen', 'Europe/Dublin', 'Europe/Gibraltar',
    'Europe/Guernsey', 'Europe/Helsinki', 'Europe/Isle_of_Man', 'Europe/Istanbul', 'Europe/Jersey', 'Europe/Kaliningrad',
    'Europe/Kirov', 'Europe/Kyiv', 'Europe/Lisbon', 'Europe/Ljubljana', 'Europe/London', 'Europe/Luxembourg', 'Europe/Madrid',
    'Europe/Malta', 'Europe/Mariehamn', 'Europe/Minsk', 'Europe/Monaco', 'Europe/Moscow', 'Europe/Oslo', 'Europe/Paris',
    'Europe/Podgorica', 'Europe/Prague', 'Europe/Riga', 'Europe/Rome', 'Europe/Samara', 'Europe/San_Marino', 'Europe/Sarajevo',
    'Europe/Saratov', 'Europe/Simferopol', 'Europe/Skopje', 'Europe/Sofia', 'Europe/Stockholm', 'Europe/Tallinn', 'Europe/Tirane',
    'Europe/Ulyanovsk', 'Europe/Vaduz', 'Europe/Vatican', 'Europe/Vienna', 'Europe/Vilnius', 'Europe/Volgograd', 'Europe/Warsaw',
    'Europe/Zagreb', 'Europe/Zurich', 'Indian/Antananarivo', 'Indian/Chagos', 'Indian/Christmas', 'Indian/Cocos', 'Indian/Comoro',
    'Indian/Kerguelen', 'Indian/Mahe', 'Indian/Maldives', 'Indian/Mauritius', 'Indian/Mayotte', 'Indian/Reunion', 'Pacific/Apia',
    'Pacific/Auckland', 'Pacific/Bougainville', 'Pacific/Chatham', 'Pacific/Chuuk', 'Pacific/Easter', 'Pacific/Efate',
    'Pacific/Fakaofo', 'Pacific/Fiji', 'Pacific/Funafuti', 'Pacific/Galapagos', 'Pacific/Gambier', 'Pacific/Guadalcanal',
    'Pacific/Guam', 'Pacific/Honolulu', 'Pacific/Kanton', 'Pacific/Kiritimati', 'Pacific/Kosrae', 'Pacific/Kwajalein',
    'Pacific/Majuro', 'Pacific/Marquesas', 'Pacific/Midway', 'Pacific/Nauru', 'Pacific/Niue', 'Pacific/Norfolk', 'Pacific/Noumea',
    'Pacific/Pago_Pago', 'Pacific/Palau', 'Pacific/Pitcairn', 'Pacific/Pohnpei', 'Pacific/Port_Moresby', 'Pacific/Rarotonga',
    'Pacific/Saipan', 'Pacific/Tahiti', 'Pacific/Tarawa', 'Pacific/Tongatapu', 'Pacific/Wake', 'Pacific/Wallis', 'UTC'
));
--> statement-breakpoint
CREATE TABLE "billing_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"stripe_event_id" text NOT NULL,
	"type" text NOT NULL,
	"amount_cents" bigint,
	"currency" text,
	"payload" jsonb DEFAULT '{}' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "billing_events_currency_check" CHECK (currency ~ '^[A-Z]{3}$')
);
--> statement-breakpoint
ALTER TABLE "billing_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "subscriptions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"stripe_customer_id" text NOT NULL,
	"stripe_subscription_id" text,
	"stripe_price_id" text,
	"status" text DEFAULT 'incomplete' NOT NULL,
	"tier" text DEFAULT 'free' NOT NULL,
	"current_period_start" timestamp with time zone,
	"current_period_end" timestamp with time zone,
	"cancel_at" timestamp with time zone,
	"canceled_at" timestamp with time zone,
	"ai_requests_this_period" integer DEFAULT 0 NOT NULL,
	"ai_requests_limit" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "subscriptions_status_check" CHECK (status in ('trialing', 'active', 'past_due', 'canceled', 'unpaid', 'incomplete')),
	CONSTRAINT "subscriptions_tier_check" CHECK (tier in ('free', 'starter', 'pro', 'team', 'enterprise')),
	CONSTRAINT "subscriptions_period_check" CHECK (current_period_end >= current_period_start),
	CONSTRAINT "subscriptions_ai_requests_check" CHECK (ai_requests_this_period >= 0 and ai_requests_limit >= 0)
);
--> statement-breakpoint
ALTER TABLE "subscriptions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"calendar_id" uuid,
	"provider" text DEFAULT 'manual' NOT NULL,
	"connection_id" uuid,
	"external_id" text,
	"ical_uid" text,
	"title" text NOT NULL,
	"description" text,
	"location" text,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"timezone" time_zone DEFAULT 'UTC' NOT NULL,
	"is_all_day" boolean DEFAULT false NOT NULL,
	"is_blocking" boolean DEFAULT true NOT NULL,
	"status" text DEFAULT 'scheduled' NOT NULL,
	"recurrence_rule" text,
	"recurrence_exdates" timestamp with time zone[] DEFAULT '{}' NOT NULL,
	"recurrence_parent_id" uuid,
	"recurrence_original_start" timestamp with time zone,
	"attendees" jsonb DEFAULT '[]' NOT NULL,
	"conference_url" text,
	"linked_resource_type" text DEFAULT 'none' NOT NULL,
	"linked_resource_id" uuid,
	"etag" text,
	"synced_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "calendar_events_provider_check" CHECK (provider in ('manual', 'google', 'outlook', 'apple', 'ics')),
	CONSTRAINT "calendar_events_status_check" CHECK (status in ('scheduled', 'completed', 'skipped', 'cancelled')),
	CONSTRAINT "calendar_events_linked_resource_type_check" CHECK (linked_resource_type in ('none', 'recipe', 'workout', 'chore', 'transaction')),
	CONSTRAINT "calendar_events_time_check" CHECK (end_at >= start_at),
	CONSTRAINT "calendar_events_linked_check" CHECK ((linked_resource_type = 'none') = (linked_resource_id is null)),
	CONSTRAINT "calendar_events_override_check" CHECK ((recurrence_parent_id is null) = (recurrence_original_start is null))
);
--> statement-breakpoint
ALTER TABLE "calendar_events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendar_feeds" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"token_hash" text NOT NULL,
	"name" text NOT NULL,
	"scope" jsonb DEFAULT '{}' NOT NULL,
	"last_read_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendar_feeds" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"connection_id" uuid,
	"external_id" text,
	"name" text NOT NULL,
	"color" text,
	"is_selected" boolean DEFAULT true NOT NULL,
	"sync_token" text,
	"watch_channel_id" text,
	"watch_resource_id" text,
	"watch_expires_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "calendars" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "daily_plans" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"date" date NOT NULL,
	"energy_level" text,
	"focus_domain_ids" uuid[] DEFAULT '{}' NOT NULL,
	"morning_intention" text,
	"evening_reflection" text,
	"mood_morning" smallint,
	"mood_evening" smallint,
	"plan" jsonb,
	"planned_by" text DEFAULT 'user' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "daily_plans_energy_level_check" CHECK (energy_level in ('low', 'medium', 'high')),
	CONSTRAINT "daily_plans_planned_by_check" CHECK (planned_by in ('user', 'solver', 'ai')),
	CONSTRAINT "daily_plans_mood_morning_check" CHECK (mood_morning between 1 and 5),
	CONSTRAINT "daily_plans_mood_evening_check" CHECK (mood_evening between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "daily_plans" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "time_blocks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"task_id" uuid,
	"habit_id" uuid,
	"title" text NOT NULL,
	"date" date NOT NULL,
	"start_at" timestamp with time zone NOT NULL,
	"end_at" timestamp with time zone NOT NULL,
	"block_type" text DEFAULT 'work' NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"source" text DEFAULT 'user' NOT NULL,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "time_blocks_block_type_check" CHECK (block_type in ('work', 'personal', 'health', 'break', 'transit')),
	CONSTRAINT "time_blocks_status_check" CHECK (status in ('planned', 'in_progress', 'completed', 'skipped', 'rescheduled')),
	CONSTRAINT "time_blocks_source_check" CHECK (source in ('user', 'plan')),
	CONSTRAINT "time_blocks_time_check" CHECK (end_at > start_at)
);
--> statement-breakpoint
ALTER TABLE "time_blocks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agent_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"agent" text NOT NULL,
	"goal" text NOT NULL,
	"task_id" uuid,
	"status" text DEFAULT 'queued' NOT NULL,
	"current_step" text,
	"question" text,
	"answer" text,
	"result" jsonb,
	"token_budget" integer DEFAULT 50000 NOT NULL,
	"tokens_used" integer DEFAULT 0 NOT NULL,
	"error" text,
	"started_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_runs_status_check" CHECK (status in ('queued', 'running', 'needing_input', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "agent_runs_token_budget_check" CHECK (token_budget > 0),
	CONSTRAINT "agent_runs_tokens_used_check" CHECK (tokens_used >= 0),
	CONSTRAINT "agent_runs_question_check" CHECK (status <> 'needing_input' or question is not null)
);
--> statement-breakpoint
ALTER TABLE "agent_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "agent_steps" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"agent_run_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"input" jsonb,
	"output" jsonb,
	"tokens" integer DEFAULT 0 NOT NULL,
	"duration_ms" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_steps_kind_check" CHECK (kind in ('model', 'tool', 'question')),
	CONSTRAINT "agent_steps_position_check" CHECK (position >= 0),
	CONSTRAINT "agent_steps_tokens_check" CHECK (tokens >= 0),
	CONSTRAINT "agent_steps_duration_ms_check" CHECK (duration_ms >= 0)
);
--> statement-breakpoint
ALTER TABLE "agent_steps" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"title" text,
	"model" text,
	"is_voice" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"archived_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conversations" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "messages" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"conversation_id" uuid NOT NULL,
	"role" text NOT NULL,
	"content" text NOT NULL,
	"model" text,
	"token_count" integer,
	"duration_ms" integer,
	"metadata" jsonb DEFAULT '{}' NOT NULL,
	"parent_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_role_check" CHECK (role in ('system', 'user', 'assistant', 'tool')),
	CONSTRAINT "messages_token_count_check" CHECK (token_count >= 0),
	CONSTRAINT "messages_duration_ms_check" CHECK (duration_ms >= 0),
	CONSTRAINT "messages_parent_check" CHECK (parent_id <> id)
);
--> statement-breakpoint
ALTER TABLE "messages" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "insights" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"insight_type" text NOT NULL,
	"title" text NOT NULL,
	"body" text NOT NULL,
	"confidence" numeric NOT NULL,
	"source_event_ids" uuid[] DEFAULT '{}' NOT NULL,
	"evidence" jsonb DEFAULT '{}' NOT NULL,
	"data_stream_id" uuid,
	"shown_at" timestamp with time zone,
	"feedback" text,
	"generated_by" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "insights_unique" UNIQUE("user_id","dedupe_key"),
	CONSTRAINT "insights_confidence_check" CHECK (confidence >= 0 and confidence <= 1),
	CONSTRAINT "insights_feedback_check" CHECK (feedback in ('helpful', 'not_helpful', 'dismissed')),
	CONSTRAINT "insights_generated_by_check" CHECK (generated_by in ('rule', 'statistics', 'ai'))
);
--> statement-breakpoint
ALTER TABLE "insights" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "email_drafts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"to_addresses" text[] DEFAULT '{}' NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body_text" text DEFAULT '' NOT NULL,
	"in_reply_to_email_id" uuid,
	"status" text DEFAULT 'draft' NOT NULL,
	"sent_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_drafts_status_check" CHECK (status in ('draft', 'sent', 'discarded')),
	CONSTRAINT "email_drafts_sent_check" CHECK ((status = 'sent') = (sent_at is not null))
);
--> statement-breakpoint
ALTER TABLE "email_drafts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "patterns" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"pattern_type" text NOT NULL,
	"description" text NOT NULL,
	"confidence" numeric NOT NULL,
	"support" integer DEFAULT 0 NOT NULL,
	"window" text,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "patterns_confidence_check" CHECK (confidence >= 0 and confidence <= 1),
	CONSTRAINT "patterns_support_check" CHECK (support >= 0)
);
--> statement-breakpoint
ALTER TABLE "patterns" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "proposals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"insight_id" uuid,
	"agent_run_id" uuid,
	"kind" text NOT NULL,
	"change" jsonb NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"decided_at" timestamp with time zone,
	"outcome_metric" text,
	"outcome_before" numeric,
	"outcome_after" numeric,
	"measured_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "proposals_kind_check" CHECK (kind in ('task', 'time_block', 'budget', 'routine', 'habit', 'transaction', 'other')),
	CONSTRAINT "proposals_status_check" CHECK (status in ('open', 'accepted', 'rejected', 'expired', 'applied'))
);
--> statement-breakpoint
ALTER TABLE "proposals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "ai_requests" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"capability" text NOT NULL,
	"provider" text NOT NULL,
	"model" text NOT NULL,
	"prompt_tokens" integer DEFAULT 0 NOT NULL,
	"completion_tokens" integer DEFAULT 0 NOT NULL,
	"cost_microusd" bigint DEFAULT 0 NOT NULL,
	"latency_ms" integer,
	"cache_hit" boolean DEFAULT false NOT NULL,
	"outcome" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ai_requests_tokens_check" CHECK (prompt_tokens >= 0 and completion_tokens >= 0),
	CONSTRAINT "ai_requests_cost_microusd_check" CHECK (cost_microusd >= 0),
	CONSTRAINT "ai_requests_latency_ms_check" CHECK (latency_ms >= 0)
);
--> statement-breakpoint
ALTER TABLE "ai_requests" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "token_ledger" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"amount" bigint NOT NULL,
	"category" text NOT NULL,
	"description" text,
	"reference_type" text NOT NULL,
	"reference_id" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "token_ledger_category_check" CHECK (category in ('llm_chat', 'embedding', 'image_gen', 'storage', 'purchase', 'grant')),
	CONSTRAINT "token_ledger_amount_check" CHECK (amount <> 0)
);
--> statement-breakpoint
ALTER TABLE "token_ledger" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "account_balance_history" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"account_id" uuid NOT NULL,
	"date" date NOT NULL,
	"balance_cents" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "account_balance_history_unique" UNIQUE("account_id","date")
);
--> statement-breakpoint
ALTER TABLE "account_balance_history" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"connection_id" uuid,
	"name" text NOT NULL,
	"institution" text,
	"type" text DEFAULT 'checking' NOT NULL,
	"balance_cents" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"external_id" text,
	"is_closed" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_external" UNIQUE("connection_id","external_id"),
	CONSTRAINT "accounts_type_check" CHECK (type in ('checking', 'savings', 'credit', 'investment', 'loan', 'cash', 'other'))
);
--> statement-breakpoint
ALTER TABLE "accounts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budget_categories" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"name" text NOT NULL,
	"group_name" text,
	"kind" text DEFAULT 'expense' NOT NULL,
	"parent_id" uuid,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_categories_kind_check" CHECK (kind in ('expense', 'income', 'transfer'))
);
--> statement-breakpoint
ALTER TABLE "budget_categories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "budgets" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"budget_category_id" uuid NOT NULL,
	"month" date NOT NULL,
	"amount_cents" bigint NOT NULL,
	"rollover" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budgets_unique" UNIQUE("budget_category_id","month"),
	CONSTRAINT "budgets_month_is_first_day" CHECK (extract(day from month) = 1)
);
--> statement-breakpoint
ALTER TABLE "budgets" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "billable_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"task_id" uuid,
	"contact_id" uuid,
	"date" date NOT NULL,
	"hours" numeric(5,2) NOT NULL,
	"rate_cents" bigint DEFAULT 0 NOT NULL,
	"currency" text DEFAULT 'GBP' NOT NULL,
	"description" text,
	"focus_session_id" uuid,
	"invoice_id" uuid,
	"is_invoiced" boolean DEFAULT false NOT NULL,
	"invoice_ref" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "billable_entries_focus_session" UNIQUE("focus_session_id"),
	CONSTRAINT "billable_entries_hours_check" CHECK (hours >= 0 and hours <= 999)
);
--> statement-breakpoint
ALTER TABLE "billable_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "income_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"contact_id" uuid,
	"date" date NOT NULL,
	"amount" "bytea" NOT NULL,
	"description" "bytea",
	"currency" text DEFAULT 'GBP' NOT NULL,
	"source_type" text DEFAULT 'other' NOT NULL,
	"duration_minutes" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "income_entries_source_type_check" CHECK (source_type in ('session', 'subscription', 'tip', 'content_sale', 'invoice', 'other'))
);
--> statement-breakpoint
ALTER TABLE "income_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "invoices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid,
	"number" text NOT NULL,
	"issued_on" date,
	"due_on" date,
	"currency" text DEFAULT 'GBP' NOT NULL,
	"total_cents" bigint DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'draft' NOT NULL,
	"pdf_file_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "invoices_unique" UNIQUE("user_id","number"),
	CONSTRAINT "invoices_status_check" CHECK (status in ('draft', 'sent', 'paid', 'void'))
);
--> statement-breakpoint
ALTER TABLE "invoices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recurring_transactions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"merchant_name" text NOT NULL,
	"cadence" text NOT NULL,
	"expected_amount_cents" bigint NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"next_expected_date" date,
	"confidence" numeric NOT NULL,
	"dismissed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recurring_transactions_cadence_check" CHECK (cadence in ('weekly', 'biweekly', 'monthly', 'quarterly', 'yearly')),
	CONSTRAINT "recurring_transactions_confidence_check" CHECK (confidence >= 0 and confidence <= 1)
);
--> statement-breakpoint
ALTER TABLE "recurring_transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transaction_rules" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"priority" integer DEFAULT 0 NOT NULL,
	"conditions" jsonb NOT NULL,
	"actions" jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "transaction_rules" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "receipt_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"transaction_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"quantity" numeric DEFAULT 1 NOT NULL,
	"unit" text,
	"amount_cents" bigint NOT NULL,
	"pantry_item_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "receipt_items_unique" UNIQUE("transaction_id","position"),
	CONSTRAINT "receipt_items_quantity_check" CHECK (quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "receipt_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transaction_splits" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"transaction_id" uuid NOT NULL,
	"budget_category_id" uuid,
	"amount_cents" bigint NOT NULL,
	"note" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "transaction_splits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "transactions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"account_id" uuid,
	"date" date NOT NULL,
	"merchant_name" text,
	"vendor_id" uuid,
	"description" text,
	"amount_cents" bigint NOT NULL,
	"currency" text DEFAULT 'USD' NOT NULL,
	"status" text DEFAULT 'posted' NOT NULL,
	"budget_category_id" uuid,
	"receipt_file_id" uuid,
	"source_email_id" uuid,
	"transfer_pair_id" uuid,
	"external_id" text,
	"import_hash" text,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "transactions_external" UNIQUE("account_id","external_id"),
	CONSTRAINT "transactions_import" UNIQUE("account_id","import_hash"),
	CONSTRAINT "transactions_status_check" CHECK (status in ('pending', 'posted'))
);
--> statement-breakpoint
ALTER TABLE "transactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "brain_logs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"category" text NOT NULL,
	"metric_name" text NOT NULL,
	"value" numeric NOT NULL,
	"sentiment_score" numeric,
	"note" text,
	"source_type" text,
	"source_id" uuid,
	"logged_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "brain_logs_category_check" CHECK (category in ('learning', 'social', 'game')),
	CONSTRAINT "brain_logs_metric_name_check" CHECK (metric_name in ('reaction_time_ms', 'memory_grid_score', 'pomodoro_minutes', 'messages_sent', 'mood_score')),
	CONSTRAINT "brain_logs_value_check" CHECK (value >= 0 and value <= 1000000),
	CONSTRAINT "brain_logs_sentiment_score_check" CHECK (sentiment_score >= -1 and sentiment_score <= 1)
);
--> statement-breakpoint
ALTER TABLE "brain_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "meals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"recipe_id" uuid,
	"transaction_id" uuid,
	"name" text NOT NULL,
	"calories" numeric,
	"macros" jsonb,
	"micronutrients" jsonb,
	"photo_file_id" uuid,
	"eaten_at" timestamp with time zone NOT NULL,
	"source" text DEFAULT 'manual' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "meals_calories_check" CHECK (calories >= 0 and calories <= 1000000)
);
--> statement-breakpoint
ALTER TABLE "meals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "health_metric_days" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"metric_type" text NOT NULL,
	"date" date NOT NULL,
	"sum" numeric NOT NULL,
	"min" numeric NOT NULL,
	"max" numeric NOT NULL,
	"avg" numeric NOT NULL,
	"count" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "health_metric_days_unique" UNIQUE NULLS NOT DISTINCT("user_id","dependent_id","metric_type","date"),
	CONSTRAINT "health_metric_days_metric_type_check" CHECK (metric_type in ('sleep_hours', 'sleep_score', 'water_ml', 'steps', 'active_calories', 'resting_heart_rate', 'heart_rate_variability', 'weight_kg', 'body_fat_pct', 'exercise_minutes', 'distance_m', 'unique_contacts_interacted', 'messages_sent'))
);
--> statement-breakpoint
ALTER TABLE "health_metric_days" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "health_metrics" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"metric_type" text NOT NULL,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"measured_at" timestamp with time zone NOT NULL,
	"date" date NOT NULL,
	"source" text DEFAULT 'manual' NOT NULL,
	"external_id" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "health_metrics_unique" UNIQUE("user_id","source","metric_type","external_id"),
	CONSTRAINT "health_metrics_metric_type_check" CHECK (metric_type in ('sleep_hours', 'sleep_score', 'water_ml', 'steps', 'active_calories', 'resting_heart_rate', 'heart_rate_variability', 'weight_kg', 'body_fat_pct', 'exercise_minutes', 'distance_m', 'unique_contacts_interacted', 'messages_sent'))
);
--> statement-breakpoint
ALTER TABLE "health_metrics" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "measurements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"date" date NOT NULL,
	"type" text NOT NULL,
	"label" text,
	"value" numeric NOT NULL,
	"unit" text NOT NULL,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "measurements_type_check" CHECK (type in ('weight', 'bust', 'waist', 'hips', 'height', 'body_fat_pct', 'custom')),
	CONSTRAINT "measurements_value_check" CHECK (value >= 0 and value <= 100000),
	CONSTRAINT "measurements_percent_check" CHECK (type <> 'body_fat_pct' or value <= 100)
);
--> statement-breakpoint
ALTER TABLE "measurements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "medical_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"date" date NOT NULL,
	"type" text NOT NULL,
	"title" text NOT NULL,
	"details" "bytea",
	"provider" text,
	"next_date" date,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "medical_entries_type_check" CHECK (type in ('hrt_dose', 'appointment', 'lab_result', 'prescription', 'vaccination', 'note')),
	CONSTRAINT "medical_entries_dates_check" CHECK (next_date >= date)
);
--> statement-breakpoint
ALTER TABLE "medical_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "completed_workouts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"dependent_id" uuid,
	"workout_id" uuid,
	"duration_minutes" integer,
	"sets" jsonb DEFAULT '[]' NOT NULL,
	"volume_load" integer DEFAULT 0 NOT NULL,
	"calories" numeric,
	"completed_at" timestamp with time zone NOT NULL,
	"source" text DEFAULT 'manual' NOT NULL,
	"external_id" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "completed_workouts_unique" UNIQUE("user_id","source","external_id"),
	CONSTRAINT "completed_workouts_duration_minutes_check" CHECK (duration_minutes between 0 and 100000),
	CONSTRAINT "completed_workouts_calories_check" CHECK (calories >= 0 and calories <= 1000000)
);
--> statement-breakpoint
ALTER TABLE "completed_workouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "workouts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"type" text DEFAULT 'strength' NOT NULL,
	"smart_tags" text[] DEFAULT '{}' NOT NULL,
	"muscle_split" jsonb DEFAULT '{}' NOT NULL,
	"exercises" jsonb DEFAULT '[]' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "workouts_type_check" CHECK (type in ('cardio', 'strength', 'mobility'))
);
--> statement-breakpoint
ALTER TABLE "workouts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pantry_bookings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"pantry_item_id" uuid NOT NULL,
	"reason" text NOT NULL,
	"quantity" numeric NOT NULL,
	"unit" text NOT NULL,
	"counted" numeric,
	"lot_id" uuid,
	"expiry_date" date,
	"purchased_at" timestamp with time zone,
	"price_cents" bigint,
	"currency" text,
	"undoes_id" uuid,
	"shopping_item_id" uuid,
	"recipe_cooking_id" uuid,
	"actor_id" uuid,
	"source_event_id" uuid,
	"booked_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pantry_bookings_reason_check" CHECK (reason in ('restock', 'consume', 'cook', 'waste', 'correction', 'undo')),
	CONSTRAINT "pantry_bookings_counted_check" CHECK (counted >= 0)
);
--> statement-breakpoint
ALTER TABLE "pantry_bookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pantry_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"name" text NOT NULL,
	"barcode" text,
	"qty_in_stock" numeric DEFAULT 0 NOT NULL,
	"unit" text DEFAULT 'piece' NOT NULL,
	"qty_min" numeric DEFAULT 0 NOT NULL,
	"storage_location" text DEFAULT 'pantry' NOT NULL,
	"expiry_date" date,
	"ran_low_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pantry_items_qty_in_stock_check" CHECK (qty_in_stock >= 0),
	CONSTRAINT "pantry_items_qty_min_check" CHECK (qty_min >= 0),
	CONSTRAINT "pantry_items_storage_location_check" CHECK (storage_location in ('pantry', 'fridge', 'freezer'))
);
--> statement-breakpoint
ALTER TABLE "pantry_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pantry_lots" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"pantry_item_id" uuid NOT NULL,
	"quantity" numeric NOT NULL,
	"expiry_date" date,
	"purchased_at" timestamp with time zone,
	"opened_at" timestamp with time zone,
	"price_cents" bigint,
	"currency" text,
	"expiring_noted_on" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pantry_lots_quantity_check" CHECK (quantity >= 0)
);
--> statement-breakpoint
ALTER TABLE "pantry_lots" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "pantry_movements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"pantry_item_id" uuid NOT NULL,
	"booking_id" uuid NOT NULL,
	"lot_id" uuid,
	"delta" numeric NOT NULL,
	"reason" text NOT NULL,
	"undoes_id" uuid,
	"actor_id" uuid,
	"source_event_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "pantry_movements_reason_check" CHECK (reason in ('restock', 'consume', 'cook', 'waste', 'correction', 'undo'))
);
--> statement-breakpoint
ALTER TABLE "pantry_movements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "shopping_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"pantry_item_id" uuid,
	"vendor_id" uuid,
	"name" text NOT NULL,
	"quantity" numeric DEFAULT 1 NOT NULL,
	"unit" text,
	"is_purchased" boolean DEFAULT false NOT NULL,
	"purchased_at" timestamp with time zone,
	"need_by_date" date,
	"source" text DEFAULT 'manual' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "shopping_items_quantity_check" CHECK (quantity >= 0),
	CONSTRAINT "shopping_items_source_check" CHECK (source in ('manual', 'restock', 'recipe', 'routine'))
);
--> statement-breakpoint
ALTER TABLE "shopping_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recipe_cookings" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"recipe_id" uuid NOT NULL,
	"household_id" uuid,
	"cooked_by" uuid,
	"servings" numeric DEFAULT 1 NOT NULL,
	"cooked_at" timestamp with time zone NOT NULL,
	"calendar_event_id" uuid,
	"consumed" jsonb DEFAULT '[]' NOT NULL,
	"missing" jsonb DEFAULT '[]' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recipe_cookings_calendarEventId_unique" UNIQUE("calendar_event_id"),
	CONSTRAINT "recipe_cookings_servings_check" CHECK (servings >= 0.01 and servings <= 1000)
);
--> statement-breakpoint
ALTER TABLE "recipe_cookings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "recipes" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"name" text NOT NULL,
	"instructions_text" text,
	"prep_time_minutes" integer,
	"cook_time_minutes" integer,
	"total_time_minutes" integer,
	"servings" numeric DEFAULT 1 NOT NULL,
	"image_file_id" uuid,
	"source_url" text,
	"ingredients" jsonb DEFAULT '[]' NOT NULL,
	"nutrition" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "recipes_prep_time_minutes_check" CHECK (prep_time_minutes between 0 and 1000000),
	CONSTRAINT "recipes_cook_time_minutes_check" CHECK (cook_time_minutes between 0 and 1000000),
	CONSTRAINT "recipes_total_time_minutes_check" CHECK (total_time_minutes between 0 and 1000000),
	CONSTRAINT "recipes_servings_check" CHECK (servings >= 0.01 and servings <= 1000)
);
--> statement-breakpoint
ALTER TABLE "recipes" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "vendor_aliases" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"vendor_id" uuid NOT NULL,
	"pattern" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vendor_aliases_unique" UNIQUE("vendor_id","pattern")
);
--> statement-breakpoint
ALTER TABLE "vendor_aliases" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "vendors" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid,
	"global_vendor_id" uuid,
	"name" text NOT NULL,
	"normalized_name" text NOT NULL,
	"logo_url" text,
	"default_category" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "vendors_unique" UNIQUE NULLS NOT DISTINCT("household_id","normalized_name")
);
--> statement-breakpoint
ALTER TABLE "vendors" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_grants" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"entity_type" text NOT NULL,
	"entity_id" uuid NOT NULL,
	"grantor_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"grantee_id" uuid,
	"email" text,
	"role" text DEFAULT 'viewer' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "access_grants_role_check" CHECK (role in ('owner', 'collaborator', 'viewer')),
	CONSTRAINT "access_grants_not_self" CHECK (grantor_id <> grantee_id),
	CONSTRAINT "access_grants_to_somebody" CHECK (grantee_id is not null or email is not null)
);
--> statement-breakpoint
ALTER TABLE "access_grants" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "access_revisions" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "access_revisions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "api_keys" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"secret_hash" text NOT NULL,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"last_used_at" timestamp with time zone,
	"expires_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	"daily_quota" integer,
	"parent_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
ALTER TABLE "api_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "moved_rows" (
	"entity_id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"moved_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "moved_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "unshared_rows" (
	"entity_id" uuid NOT NULL,
	"household_id" uuid NOT NULL,
	"unshared_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "unshared_rows_entity_id_household_id_pk" PRIMARY KEY("entity_id","household_id")
);
--> statement-breakpoint
ALTER TABLE "unshared_rows" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "connections" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"provider" text NOT NULL,
	"external_account_id" text NOT NULL,
	"access_token" "bytea",
	"refresh_token" "bytea",
	"token_expires_at" timestamp with time zone,
	"scopes" text[] DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"sync_cursor" text,
	"last_synced_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "connections_unique" UNIQUE("user_id","provider","external_account_id"),
	CONSTRAINT "connections_provider_check" CHECK (provider in ('google_calendar', 'outlook_calendar', 'apple_calendar', 'plaid', 'slack', 'dropbox', 'google_drive', 'facebook', 'apple_health', 'google_fit', 'matrix')),
	CONSTRAINT "connections_status_check" CHECK (status in ('active', 'needs_reauth', 'revoked'))
);
--> statement-breakpoint
ALTER TABLE "connections" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "household_invites" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"email" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"accepted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "household_invites_tokenHash_unique" UNIQUE("token_hash")
);
--> statement-breakpoint
ALTER TABLE "household_invites" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "household_members" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"household_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"role" text DEFAULT 'member' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "household_members_unique" UNIQUE("household_id","user_id"),
	CONSTRAINT "household_members_role_check" CHECK (role in ('admin', 'member'))
);
--> statement-breakpoint
ALTER TABLE "household_members" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "households" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"name" text NOT NULL,
	"created_by" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "households" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dependents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"birth_date" date,
	"photo_file_id" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dependents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "personas" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"description" text,
	"is_default" boolean DEFAULT false NOT NULL,
	"preferences" jsonb DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "personas" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "user_settings" (
	"user_id" uuid PRIMARY KEY NOT NULL,
	"theme" text DEFAULT 'system' NOT NULL,
	"accent_color_hex" text,
	"pomodoro_minutes" integer DEFAULT 25 NOT NULL,
	"peak_hours_start" time DEFAULT '09:00' NOT NULL,
	"peak_hours_end" time DEFAULT '12:00' NOT NULL,
	"workday_start" time DEFAULT '08:00' NOT NULL,
	"workday_end" time DEFAULT '18:00' NOT NULL,
	"max_focus_hours" numeric DEFAULT 6 NOT NULL,
	"meeting_buffer_minutes" integer DEFAULT 15 NOT NULL,
	"ai_features_enabled" boolean DEFAULT false NOT NULL,
	"correlation_enabled" boolean DEFAULT false NOT NULL,
	"agent_preferences" jsonb DEFAULT '{}' NOT NULL,
	"current_token_balance" bigint DEFAULT 0 NOT NULL,
	"default_latitude" numeric,
	"default_longitude" numeric,
	"matrix_homeserver_url" text,
	"matrix_device_id" "bytea",
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_settings_theme_check" CHECK (theme in ('system', 'light', 'dark')),
	CONSTRAINT "user_settings_pomodoro_minutes_check" CHECK (pomodoro_minutes between 1 and 1440),
	CONSTRAINT "user_settings_max_focus_hours_check" CHECK (max_focus_hours >= 0 and max_focus_hours <= 24),
	CONSTRAINT "user_settings_meeting_buffer_minutes_check" CHECK (meeting_buffer_minutes between 0 and 1440),
	CONSTRAINT "user_settings_default_latitude_check" CHECK (default_latitude >= -90 and default_latitude <= 90),
	CONSTRAINT "user_settings_default_longitude_check" CHECK (default_longitude >= -180 and default_longitude <= 180),
	CONSTRAINT "user_settings_place_check" CHECK ((default_latitude is null) = (default_longitude is null))
);
--> statement-breakpoint
ALTER TABLE "user_settings" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"auth_subject" text NOT NULL,
	"email" text NOT NULL,
	"email_verified_at" timestamp with time zone,
	"name" text,
	"avatar_url" text,
	"timezone" time_zone DEFAULT 'UTC' NOT NULL,
	"locale" text,
	"role" text DEFAULT 'user' NOT NULL,
	"tier" text DEFAULT 'free' NOT NULL,
	"onboarding_completed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_authSubject_unique" UNIQUE("auth_subject"),
	CONSTRAINT "users_email_unique" UNIQUE("email"),
	CONSTRAINT "users_role_check" CHECK (role in ('user', 'admin')),
	CONSTRAINT "users_tier_check" CHECK (tier in ('free', 'starter', 'pro', 'team', 'enterprise'))
);
--> statement-breakpoint
ALTER TABLE "users" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "verified_addresses" (
	"email" text PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"verified_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "verified_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "import_jobs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid,
	"options" jsonb DEFAULT '{}' NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"total" integer,
	"processed" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"skipped" integer DEFAULT 0 NOT NULL,
	"failed" integer DEFAULT 0 NOT NULL,
	"errors" jsonb DEFAULT '[]' NOT NULL,
	"cursor" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "import_jobs_kind_check" CHECK (kind in ('ics', 'ofx', 'qif', 'csv', 'apple_health', 'google_fit', 'todoist', 'recipe')),
	CONSTRAINT "import_jobs_status_check" CHECK (status in ('queued', 'running', 'completed', 'failed', 'cancelled'))
);
--> statement-breakpoint
ALTER TABLE "import_jobs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "email_addresses" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"local_part" text NOT NULL,
	"label" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "email_addresses_localPart_unique" UNIQUE("local_part")
);
--> statement-breakpoint
ALTER TABLE "email_addresses" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "inbound_emails" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"message_id" text NOT NULL,
	"sender" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text,
	"body_text" text,
	"body_html_key" text,
	"raw_object_key" text,
	"headers" jsonb DEFAULT '{}' NOT NULL,
	"attachments" jsonb DEFAULT '[]' NOT NULL,
	"classification" text,
	"bookings" jsonb DEFAULT '[]' NOT NULL,
	"is_processed" boolean DEFAULT false NOT NULL,
	"processed_at" timestamp with time zone,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inbound_emails_unique" UNIQUE("user_id","message_id")
);
--> statement-breakpoint
ALTER TABLE "inbound_emails" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"provider" text NOT NULL,
	"delivery_id" text NOT NULL,
	"signature_ok" boolean NOT NULL,
	"headers" jsonb DEFAULT '{}' NOT NULL,
	"payload" jsonb DEFAULT '{}' NOT NULL,
	"received_at" timestamp with time zone DEFAULT now() NOT NULL,
	"processed_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_deliveries_unique" UNIQUE("provider","delivery_id")
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "data_streams" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"source" text NOT NULL,
	"external_id" text,
	"content_type" text NOT NULL,
	"payload" jsonb NOT NULL,
	"captured_at" timestamp with time zone NOT NULL,
	"processed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "data_streams_unique" UNIQUE("user_id","source","external_id"),
	CONSTRAINT "data_streams_source_check" CHECK (source in ('email', 'ebook', 'wearable', 'document', 'message', 'device', 'web'))
);
--> statement-breakpoint
ALTER TABLE "data_streams" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "document_chunks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"document_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"content" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "document_chunks_position_check" CHECK (position >= 0)
);
--> statement-breakpoint
ALTER TABLE "document_chunks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"title" text NOT NULL,
	"content_markdown" text DEFAULT '' NOT NULL,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"is_ai_generated" boolean DEFAULT false NOT NULL,
	"key_entities" text[] DEFAULT '{}' NOT NULL,
	"source_file_id" uuid,
	"search_vector" "tsvector" GENERATED ALWAYS AS (setweight(to_tsvector('english'::regconfig, title), 'A') || setweight(to_tsvector('english'::regconfig, left(content_markdown, 100000)), 'B')) STORED,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "documents" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"folder_path" text DEFAULT '/' NOT NULL,
	"file_name" text NOT NULL,
	"object_key" text NOT NULL,
	"mime_type" text NOT NULL,
	"size_bytes" bigint,
	"sha256" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"ai_tags" text[] DEFAULT '{}' NOT NULL,
	"ai_description" text,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "files_objectKey_unique" UNIQUE("object_key"),
	CONSTRAINT "files_status_check" CHECK (status in ('pending', 'ready', 'quarantined'))
);
--> statement-breakpoint
ALTER TABLE "files" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "entities" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"normalized_name" text NOT NULL,
	"attributes" jsonb DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entities_kind_check" CHECK (kind in ('person', 'place', 'organisation', 'topic', 'thing', 'event'))
);
--> statement-breakpoint
ALTER TABLE "entities" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "entity_links" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"from_type" text NOT NULL,
	"from_id" uuid NOT NULL,
	"to_type" text NOT NULL,
	"to_id" uuid NOT NULL,
	"relation" text NOT NULL,
	"weight" numeric DEFAULT 1 NOT NULL,
	"source_event_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "entity_links_weight_check" CHECK (weight >= 0)
);
--> statement-breakpoint
ALTER TABLE "entity_links" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "journal_entries" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"entry_date" date NOT NULL,
	"content" text NOT NULL,
	"mood" smallint,
	"sentiment" numeric,
	"tags" text[] DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "journal_entries_sentiment_check" CHECK (sentiment >= -1 and sentiment <= 1),
	CONSTRAINT "journal_entries_mood_check" CHECK (mood between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "journal_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "contacts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"name" text NOT NULL,
	"contact_type" text DEFAULT 'other' NOT NULL,
	"email" text,
	"phone" "bytea",
	"notes" "bytea",
	"matrix_id" text,
	"mastodon_handle" text,
	"birthday" date,
	"rating" smallint,
	"is_active" boolean DEFAULT true NOT NULL,
	"last_interaction_at" timestamp with time zone,
	"keep_in_touch_days" integer,
	"details" jsonb DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "contacts_contact_type_check" CHECK (contact_type in ('client', 'agency', 'collaborator', 'provider', 'friend', 'family', 'other')),
	CONSTRAINT "contacts_rating_check" CHECK (rating between 1 and 5),
	CONSTRAINT "contacts_keep_in_touch_days_check" CHECK (keep_in_touch_days between 1 and 3660)
);
--> statement-breakpoint
ALTER TABLE "contacts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "interactions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"contact_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"direction" text,
	"summary" text,
	"occurred_at" timestamp with time zone DEFAULT now() NOT NULL,
	"source_type" text,
	"source_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "interactions_direction_check" CHECK (direction in ('inbound', 'outbound'))
);
--> statement-breakpoint
ALTER TABLE "interactions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "consumer_inbox" (
	"user_id" uuid,
	"consumer" text NOT NULL,
	"event_id" text NOT NULL,
	"rows" jsonb DEFAULT '{}' NOT NULL,
	"processed_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "consumer_inbox_once" UNIQUE NULLS NOT DISTINCT("consumer","event_id","user_id")
);
--> statement-breakpoint
ALTER TABLE "consumer_inbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "dead_letters" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"source" text NOT NULL,
	"event_id" text NOT NULL,
	"message_id" text NOT NULL,
	"payload" jsonb NOT NULL,
	"error" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'open' NOT NULL,
	"redriven_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "dead_letters_status_check" CHECK (status in ('open', 'redriven', 'discarded'))
);
--> statement-breakpoint
ALTER TABLE "dead_letters" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "events" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid,
	"household_id" uuid,
	"actor_id" uuid,
	"event_type" text NOT NULL,
	"source" text NOT NULL,
	"entity_type" text,
	"entity_id" uuid,
	"action" text NOT NULL,
	"payload" jsonb DEFAULT '{}' NOT NULL,
	"previous" jsonb,
	"changed" text[] DEFAULT '{}' NOT NULL,
	"origin" text DEFAULT 'api' NOT NULL,
	"correlation_id" uuid,
	"causation_id" uuid,
	"request_id" text,
	"platform" text,
	"client_version" text,
	"ip" "inet",
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "events_origin_check" CHECK (origin in ('api', 'webhook', 'schedule', 'workflow', 'agent', 'import'))
);
--> statement-breakpoint
ALTER TABLE "events" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "outbox" (
	"event_id" uuid PRIMARY KEY NOT NULL,
	"swept_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "outbox" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "exports" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"object_key" text,
	"size_bytes" bigint,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "exports_status_check" CHECK (status in ('queued', 'running', 'ready', 'failed', 'expired'))
);
--> statement-breakpoint
ALTER TABLE "exports" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"title" text NOT NULL,
	"body" text,
	"action" jsonb,
	"source_event_id" uuid,
	"channel" text DEFAULT 'in_app' NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"read_at" timestamp with time zone,
	"answer" jsonb,
	"answered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notifications_unique" UNIQUE("user_id","source_event_id","kind"),
	CONSTRAINT "notifications_channel_check" CHECK (channel in ('in_app', 'email', 'push', 'slack')),
	CONSTRAINT "notifications_status_check" CHECK (status in ('pending', 'sent', 'failed'))
);
--> statement-breakpoint
ALTER TABLE "notifications" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "push_devices" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"platform" text NOT NULL,
	"token" "bytea" NOT NULL,
	"last_seen_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "push_devices_platform_check" CHECK (platform in ('ios', 'android', 'web'))
);
--> statement-breakpoint
ALTER TABLE "push_devices" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_attempts" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"webhook_endpoint_id" uuid NOT NULL,
	"event_id" uuid,
	"status_code" integer,
	"duration_ms" integer,
	"error" text,
	"next_attempt_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "webhook_attempts" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "webhook_endpoints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"url" text NOT NULL,
	"event_types" text[] DEFAULT '{}' NOT NULL,
	"secret" "bytea",
	"status" text DEFAULT 'active' NOT NULL,
	"failure_count" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_endpoints_status_check" CHECK (status in ('active', 'paused', 'failing'))
);
--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "audit_logs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid,
	"actor_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid,
	"action" text NOT NULL,
	"entity_type" text,
	"entity_id" uuid,
	"outcome" text DEFAULT 'success' NOT NULL,
	"ip" "inet",
	"user_agent" text,
	"details" jsonb DEFAULT '{}' NOT NULL,
	"prev_hash" text,
	"hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "audit_logs_outcome_check" CHECK (outcome in ('success', 'denied', 'failure'))
);
--> statement-breakpoint
ALTER TABLE "audit_logs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "cache_entries" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "cache_entries" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"attempt" uuid NOT NULL,
	"rows" jsonb,
	"locked_until" timestamp with time zone,
	"expires_at" timestamp with time zone DEFAULT now() + interval '24 hours' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_user_id_key_pk" PRIMARY KEY("user_id","key")
);
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"bucket" text NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "rate_limits_bucket_window_start_pk" PRIMARY KEY("bucket","window_start")
);
--> statement-breakpoint
ALTER TABLE "rate_limits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "system_config" (
	"key" text PRIMARY KEY NOT NULL,
	"value" jsonb,
	"is_secret" boolean DEFAULT false NOT NULL,
	"secret" "bytea",
	"description" text,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "system_config" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "focus_sessions" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"task_id" uuid,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"planned_minutes" integer DEFAULT 25 NOT NULL,
	"ended_at" timestamp with time zone,
	"duration_minutes" integer,
	"status" text DEFAULT 'running' NOT NULL,
	"interruptions" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "focus_sessions_status_check" CHECK (status in ('running', 'completed', 'abandoned')),
	CONSTRAINT "focus_sessions_planned_minutes_check" CHECK (planned_minutes between 1 and 1440),
	CONSTRAINT "focus_sessions_duration_minutes_check" CHECK (duration_minutes >= 0),
	CONSTRAINT "focus_sessions_interruptions_check" CHECK (interruptions >= 0),
	CONSTRAINT "focus_sessions_ended_check" CHECK ((status = 'running') = (ended_at is null)),
	CONSTRAINT "focus_sessions_time_check" CHECK (ended_at >= started_at)
);
--> statement-breakpoint
ALTER TABLE "focus_sessions" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "achievements" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"level" integer DEFAULT 1 NOT NULL,
	"earned_at" timestamp with time zone DEFAULT now() NOT NULL,
	"source_event_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "achievements_level_check" CHECK (level >= 1)
);
--> statement-breakpoint
ALTER TABLE "achievements" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "habit_check_ins" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"habit_id" uuid NOT NULL,
	"date" date NOT NULL,
	"status" text DEFAULT 'done' NOT NULL,
	"amount" numeric,
	"quality_rating" smallint,
	"notes" text,
	"completed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "habit_check_ins_status_check" CHECK (status in ('done', 'skipped', 'partial', 'frozen')),
	CONSTRAINT "habit_check_ins_amount_check" CHECK (amount >= 0),
	CONSTRAINT "habit_check_ins_quality_rating_check" CHECK (quality_rating between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "habit_check_ins" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "habits" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"goal_id" uuid,
	"name" text NOT NULL,
	"description" text,
	"frequency" text DEFAULT 'daily' NOT NULL,
	"frequency_config" jsonb DEFAULT '{}' NOT NULL,
	"time_of_day" text DEFAULT 'anytime' NOT NULL,
	"estimated_minutes" integer,
	"target_per_day" numeric DEFAULT 1 NOT NULL,
	"unit" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"streak_current" integer DEFAULT 0 NOT NULL,
	"streak_best" integer DEFAULT 0 NOT NULL,
	"freezes_left" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "habits_frequency_check" CHECK (frequency in ('daily', 'weekly', 'custom')),
	CONSTRAINT "habits_time_of_day_check" CHECK (time_of_day in ('morning', 'afternoon', 'evening', 'anytime')),
	CONSTRAINT "habits_target_per_day_check" CHECK (target_per_day >= 0),
	CONSTRAINT "habits_estimated_minutes_check" CHECK (estimated_minutes >= 0),
	CONSTRAINT "habits_streak_check" CHECK (streak_current >= 0 and streak_best >= streak_current),
	CONSTRAINT "habits_freezes_left_check" CHECK (freezes_left >= 0)
);
--> statement-breakpoint
ALTER TABLE "habits" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "streaks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"kind" text NOT NULL,
	"current" integer DEFAULT 0 NOT NULL,
	"best" integer DEFAULT 0 NOT NULL,
	"last_date" date,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "streaks_length_check" CHECK (current >= 0 and best >= current)
);
--> statement-breakpoint
ALTER TABLE "streaks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "routine_runs" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"routine_id" uuid NOT NULL,
	"scheduled_for" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"task_ids" uuid[] DEFAULT '{}' NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "routine_runs_status_check" CHECK (status in ('running', 'completed', 'failed', 'skipped'))
);
--> statement-breakpoint
ALTER TABLE "routine_runs" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "routines" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"name" text NOT NULL,
	"cron_expression" text NOT NULL,
	"timezone" time_zone DEFAULT 'UTC' NOT NULL,
	"activities" jsonb DEFAULT '[]' NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"catch_up" text DEFAULT 'latest' NOT NULL,
	"next_run_at" timestamp with time zone,
	"last_run_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "routines_catch_up_check" CHECK (catch_up in ('skip', 'latest', 'all')),
	CONSTRAINT "routines_cron_expression_check" CHECK (cron_expression ~ '^\S+( \S+){4}$')
);
--> statement-breakpoint
ALTER TABLE "routines" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "content_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"title" text NOT NULL,
	"content_type" text NOT NULL,
	"scheduled_date" date,
	"platform" text,
	"status" text DEFAULT 'idea' NOT NULL,
	"notes" text,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "content_items_content_type_check" CHECK (content_type in ('photo_set', 'video', 'story', 'post')),
	CONSTRAINT "content_items_status_check" CHECK (status in ('idea', 'planned', 'created', 'scheduled', 'published'))
);
--> statement-breakpoint
ALTER TABLE "content_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "goals" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"parent_id" uuid,
	"title" text NOT NULL,
	"description" text,
	"level" text NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"target_date" date,
	"progress_pct" smallint DEFAULT 0 NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "goals_level_check" CHECK (level in ('yearly', 'quarterly', 'monthly', 'weekly')),
	CONSTRAINT "goals_status_check" CHECK (status in ('active', 'completed', 'abandoned', 'paused')),
	CONSTRAINT "goals_progress_pct_check" CHECK (progress_pct between 0 and 100),
	CONSTRAINT "goals_parent_check" CHECK (parent_id <> id)
);
--> statement-breakpoint
ALTER TABLE "goals" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "life_domains" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"kind" text NOT NULL,
	"color" text,
	"icon" text,
	"description" text,
	"is_active" boolean DEFAULT true NOT NULL,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"config" jsonb DEFAULT '{}' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "life_domains_color_check" CHECK (color ~ '^#[0-9A-Fa-f]{6}$')
);
--> statement-breakpoint
ALTER TABLE "life_domains" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "projects" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"life_domain_id" uuid,
	"goal_id" uuid,
	"name" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'active' NOT NULL,
	"due_date" date,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "projects_status_check" CHECK (status in ('active', 'on_hold', 'completed', 'archived'))
);
--> statement-breakpoint
ALTER TABLE "projects" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "sprints" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"life_domain_id" uuid,
	"name" text NOT NULL,
	"start_date" date NOT NULL,
	"end_date" date NOT NULL,
	"status" text DEFAULT 'planned' NOT NULL,
	"goal" text,
	"retrospective" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sprints_status_check" CHECK (status in ('planned', 'active', 'completed', 'cancelled')),
	CONSTRAINT "sprints_dates_check" CHECK (end_date >= start_date)
);
--> statement-breakpoint
ALTER TABLE "sprints" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "task_dependencies" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"task_id" uuid NOT NULL,
	"blocked_by_task_id" uuid NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "task_dependencies_self_check" CHECK (task_id <> blocked_by_task_id)
);
--> statement-breakpoint
ALTER TABLE "task_dependencies" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"scope" text DEFAULT 'personal' NOT NULL,
	"assignee_id" uuid,
	"life_domain_id" uuid,
	"goal_id" uuid,
	"project_id" uuid,
	"sprint_id" uuid,
	"parent_task_id" uuid,
	"title" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'pending' NOT NULL,
	"category" text,
	"priority" smallint DEFAULT 1 NOT NULL,
	"energy_level" text DEFAULT 'medium' NOT NULL,
	"estimated_minutes" integer,
	"actual_minutes" integer,
	"due_date" date,
	"due_at" timestamp with time zone,
	"scheduled_date" date,
	"scheduled_start" timestamp with time zone,
	"scheduled_end" timestamp with time zone,
	"is_quick_win" boolean DEFAULT false NOT NULL,
	"recurrence_rule" text,
	"recurrence_timezone" time_zone,
	"recurrence_basis" text DEFAULT 'due_date' NOT NULL,
	"recurrence_parent_id" uuid,
	"labels" text[] DEFAULT '{}' NOT NULL,
	"location_name" text,
	"latitude" numeric,
	"longitude" numeric,
	"ai_suggested_time" timestamp with time zone,
	"ai_breakdown" jsonb,
	"ai_context" text,
	"routine_run_id" uuid,
	"agent_run_id" uuid,
	"completed_at" timestamp with time zone,
	"completed_by" uuid,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tasks_scope_check" CHECK (scope in ('personal', 'household')),
	CONSTRAINT "tasks_status_check" CHECK (status in ('backlog', 'pending', 'scheduled', 'in_progress', 'running', 'needing_input', 'blocked', 'completed', 'failed', 'cancelled')),
	CONSTRAINT "tasks_category_check" CHECK (category in ('chore', 'errand', 'project', 'work', 'health')),
	CONSTRAINT "tasks_priority_check" CHECK (priority between 0 and 3),
	CONSTRAINT "tasks_energy_level_check" CHECK (energy_level in ('low', 'medium', 'high')),
	CONSTRAINT "tasks_estimated_minutes_check" CHECK (estimated_minutes between 0 and 1000000),
	CONSTRAINT "tasks_actual_minutes_check" CHECK (actual_minutes between 0 and 1000000),
	CONSTRAINT "tasks_recurrence_basis_check" CHECK (recurrence_basis in ('due_date', 'completion')),
	CONSTRAINT "tasks_latitude_check" CHECK (latitude >= -90 and latitude <= 90),
	CONSTRAINT "tasks_longitude_check" CHECK (longitude >= -180 and longitude <= 180),
	CONSTRAINT "tasks_due_check" CHECK (due_at is null or due_date is not null),
	CONSTRAINT "tasks_scheduled_check" CHECK (scheduled_end >= scheduled_start),
	CONSTRAINT "tasks_scheduled_end_check" CHECK (scheduled_end is null or scheduled_start is not null),
	CONSTRAINT "tasks_place_check" CHECK ((latitude is null) = (longitude is null)),
	CONSTRAINT "tasks_recurrence_check" CHECK (recurrence_rule is null or recurrence_timezone is not null),
	CONSTRAINT "tasks_parent_check" CHECK (parent_task_id <> id)
);
--> statement-breakpoint
ALTER TABLE "tasks" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "todo_categories" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"created_by" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid,
	"name" text NOT NULL,
	"description" text,
	"color" text DEFAULT '#00EAFF' NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "todo_categories" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "todo_items" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"created_by" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid,
	"list_id" uuid,
	"name" text NOT NULL,
	"description" text,
	"status" text DEFAULT 'not_started' NOT NULL,
	"due_at" timestamp with time zone,
	"location_name" text,
	"latitude" numeric,
	"longitude" numeric,
	"is_shared" boolean DEFAULT false NOT NULL,
	"started_at" timestamp with time zone,
	"completed_at" timestamp with time zone,
	"completed_by" uuid,
	"sort_order" integer DEFAULT 0 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "todo_items_status_check" CHECK (status in ('not_started', 'started', 'in_progress', 'completed')),
	CONSTRAINT "todo_items_latitude_check" CHECK (latitude >= -90 and latitude <= 90),
	CONSTRAINT "todo_items_longitude_check" CHECK (longitude >= -180 and longitude <= 180),
	CONSTRAINT "todo_items_place_check" CHECK ((latitude is null) = (longitude is null))
);
--> statement-breakpoint
ALTER TABLE "todo_items" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
CREATE TABLE "todo_lists" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"user_id" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid NOT NULL,
	"household_id" uuid,
	"created_by" uuid DEFAULT nullif(current_setting('app.user_id', true), '')::uuid,
	"category_id" uuid,
	"name" text NOT NULL,
	"description" text,
	"due_at" timestamp with time zone,
	"location_name" text,
	"latitude" numeric,
	"longitude" numeric,
	"is_shared" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "todo_lists_latitude_check" CHECK (latitude >= -90 and latitude <= 90),
	CONSTRAINT "todo_lists_longitude_check" CHECK (longitude >= -180 and longitude <= 180),
	CONSTRAINT "todo_lists_place_check" CHECK ((latitude is null) = (longitude is null))
);
--> statement-breakpoint
ALTER TABLE "todo_lists" ENABLE ROW LEVEL SECURITY;--> statement-breakpoint
ALTER TABLE "billing_events" ADD CONSTRAINT "billing_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_calendar_id_calendars_id_fk" FOREIGN KEY ("calendar_id") REFERENCES "public"."calendars"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_events" ADD CONSTRAINT "calendar_events_recurrence_parent_id_calendar_events_id_fk" FOREIGN KEY ("recurrence_parent_id") REFERENCES "public"."calendar_events"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "daily_plans" ADD CONSTRAINT "daily_plans_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "time_blocks" ADD CONSTRAINT "time_blocks_habit_id_habits_id_fk" FOREIGN KEY ("habit_id") REFERENCES "public"."habits"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_runs" ADD CONSTRAINT "agent_runs_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agent_steps" ADD CONSTRAINT "agent_steps_agent_run_id_agent_runs_id_fk" FOREIGN KEY ("agent_run_id") REFERENCES "public"."agent_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_parent_id_messages_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."messages"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insights" ADD CONSTRAINT "insights_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "insights" ADD CONSTRAINT "insights_data_stream_id_data_streams_id_fk" FOREIGN KEY ("data_stream_id") REFERENCES "public"."data_streams"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_drafts" ADD CONSTRAINT "email_drafts_in_reply_to_email_id_inbound_emails_id_fk" FOREIGN KEY ("in_reply_to_email_id") REFERENCES "public"."inbound_emails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "patterns" ADD CONSTRAINT "patterns_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_insight_id_insights_id_fk" FOREIGN KEY ("insight_id") REFERENCES "public"."insights"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_agent_run_id_agent_runs_id_fk" FOREIGN KEY ("agent_run_id") REFERENCES "public"."agent_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_requests" ADD CONSTRAINT "ai_requests_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "token_ledger" ADD CONSTRAINT "token_ledger_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account_balance_history" ADD CONSTRAINT "account_balance_history_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_categories" ADD CONSTRAINT "budget_categories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_categories" ADD CONSTRAINT "budget_categories_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_categories" ADD CONSTRAINT "budget_categories_parent_id_budget_categories_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."budget_categories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_budget_category_id_budget_categories_id_fk" FOREIGN KEY ("budget_category_id") REFERENCES "public"."budget_categories"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD CONSTRAINT "billable_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD CONSTRAINT "billable_entries_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD CONSTRAINT "billable_entries_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD CONSTRAINT "billable_entries_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD CONSTRAINT "billable_entries_focus_session_id_focus_sessions_id_fk" FOREIGN KEY ("focus_session_id") REFERENCES "public"."focus_sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billable_entries" ADD CONSTRAINT "billable_entries_invoice_id_invoices_id_fk" FOREIGN KEY ("invoice_id") REFERENCES "public"."invoices"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "income_entries" ADD CONSTRAINT "income_entries_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invoices" ADD CONSTRAINT "invoices_pdf_file_id_files_id_fk" FOREIGN KEY ("pdf_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recurring_transactions" ADD CONSTRAINT "recurring_transactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_rules" ADD CONSTRAINT "transaction_rules_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_items" ADD CONSTRAINT "receipt_items_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transactions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "receipt_items" ADD CONSTRAINT "receipt_items_pantry_item_id_pantry_items_id_fk" FOREIGN KEY ("pantry_item_id") REFERENCES "public"."pantry_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_splits" ADD CONSTRAINT "transaction_splits_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transactions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transaction_splits" ADD CONSTRAINT "transaction_splits_budget_category_id_budget_categories_id_fk" FOREIGN KEY ("budget_category_id") REFERENCES "public"."budget_categories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_account_id_accounts_id_fk" FOREIGN KEY ("account_id") REFERENCES "public"."accounts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_budget_category_id_budget_categories_id_fk" FOREIGN KEY ("budget_category_id") REFERENCES "public"."budget_categories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_receipt_file_id_files_id_fk" FOREIGN KEY ("receipt_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_source_email_id_inbound_emails_id_fk" FOREIGN KEY ("source_email_id") REFERENCES "public"."inbound_emails"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "transactions" ADD CONSTRAINT "transactions_transfer_pair_id_transactions_id_fk" FOREIGN KEY ("transfer_pair_id") REFERENCES "public"."transactions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brain_logs" ADD CONSTRAINT "brain_logs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_recipe_id_recipes_id_fk" FOREIGN KEY ("recipe_id") REFERENCES "public"."recipes"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_transaction_id_transactions_id_fk" FOREIGN KEY ("transaction_id") REFERENCES "public"."transactions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meals" ADD CONSTRAINT "meals_photo_file_id_files_id_fk" FOREIGN KEY ("photo_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_metric_days" ADD CONSTRAINT "health_metric_days_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_metric_days" ADD CONSTRAINT "health_metric_days_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "health_metrics" ADD CONSTRAINT "health_metrics_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "measurements" ADD CONSTRAINT "measurements_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "medical_entries" ADD CONSTRAINT "medical_entries_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD CONSTRAINT "completed_workouts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD CONSTRAINT "completed_workouts_dependent_id_dependents_id_fk" FOREIGN KEY ("dependent_id") REFERENCES "public"."dependents"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "completed_workouts" ADD CONSTRAINT "completed_workouts_workout_id_workouts_id_fk" FOREIGN KEY ("workout_id") REFERENCES "public"."workouts"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "workouts" ADD CONSTRAINT "workouts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_pantry_item_id_pantry_items_id_fk" FOREIGN KEY ("pantry_item_id") REFERENCES "public"."pantry_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_lot_id_pantry_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."pantry_lots"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_undoes_id_pantry_bookings_id_fk" FOREIGN KEY ("undoes_id") REFERENCES "public"."pantry_bookings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_shopping_item_id_shopping_items_id_fk" FOREIGN KEY ("shopping_item_id") REFERENCES "public"."shopping_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_recipe_cooking_id_recipe_cookings_id_fk" FOREIGN KEY ("recipe_cooking_id") REFERENCES "public"."recipe_cookings"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_bookings" ADD CONSTRAINT "pantry_bookings_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_items" ADD CONSTRAINT "pantry_items_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_lots" ADD CONSTRAINT "pantry_lots_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_lots" ADD CONSTRAINT "pantry_lots_pantry_item_id_pantry_items_id_fk" FOREIGN KEY ("pantry_item_id") REFERENCES "public"."pantry_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD CONSTRAINT "pantry_movements_pantry_item_id_pantry_items_id_fk" FOREIGN KEY ("pantry_item_id") REFERENCES "public"."pantry_items"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD CONSTRAINT "pantry_movements_booking_id_pantry_bookings_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."pantry_bookings"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD CONSTRAINT "pantry_movements_lot_id_pantry_lots_id_fk" FOREIGN KEY ("lot_id") REFERENCES "public"."pantry_lots"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD CONSTRAINT "pantry_movements_undoes_id_pantry_movements_id_fk" FOREIGN KEY ("undoes_id") REFERENCES "public"."pantry_movements"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pantry_movements" ADD CONSTRAINT "pantry_movements_actor_id_users_id_fk" FOREIGN KEY ("actor_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shopping_items" ADD CONSTRAINT "shopping_items_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shopping_items" ADD CONSTRAINT "shopping_items_pantry_item_id_pantry_items_id_fk" FOREIGN KEY ("pantry_item_id") REFERENCES "public"."pantry_items"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shopping_items" ADD CONSTRAINT "shopping_items_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD CONSTRAINT "recipe_cookings_recipe_id_recipes_id_fk" FOREIGN KEY ("recipe_id") REFERENCES "public"."recipes"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD CONSTRAINT "recipe_cookings_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD CONSTRAINT "recipe_cookings_cooked_by_users_id_fk" FOREIGN KEY ("cooked_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipe_cookings" ADD CONSTRAINT "recipe_cookings_calendar_event_id_calendar_events_id_fk" FOREIGN KEY ("calendar_event_id") REFERENCES "public"."calendar_events"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipes" ADD CONSTRAINT "recipes_image_file_id_files_id_fk" FOREIGN KEY ("image_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendor_aliases" ADD CONSTRAINT "vendor_aliases_vendor_id_vendors_id_fk" FOREIGN KEY ("vendor_id") REFERENCES "public"."vendors"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendors" ADD CONSTRAINT "vendors_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "vendors" ADD CONSTRAINT "vendors_global_vendor_id_vendors_id_fk" FOREIGN KEY ("global_vendor_id") REFERENCES "public"."vendors"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_grantor_id_users_id_fk" FOREIGN KEY ("grantor_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_grants" ADD CONSTRAINT "access_grants_grantee_id_users_id_fk" FOREIGN KEY ("grantee_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_revisions" ADD CONSTRAINT "access_revisions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_parent_id_api_keys_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."api_keys"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "moved_rows" ADD CONSTRAINT "moved_rows_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unshared_rows" ADD CONSTRAINT "unshared_rows_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_invites" ADD CONSTRAINT "household_invites_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_members" ADD CONSTRAINT "household_members_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "household_members" ADD CONSTRAINT "household_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "households" ADD CONSTRAINT "households_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependents" ADD CONSTRAINT "dependents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dependents" ADD CONSTRAINT "dependents_photo_file_id_files_id_fk" FOREIGN KEY ("photo_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "personas" ADD CONSTRAINT "personas_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_settings" ADD CONSTRAINT "user_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "verified_addresses" ADD CONSTRAINT "verified_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_jobs" ADD CONSTRAINT "import_jobs_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "email_addresses" ADD CONSTRAINT "email_addresses_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inbound_emails" ADD CONSTRAINT "inbound_emails_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "data_streams" ADD CONSTRAINT "data_streams_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_chunks" ADD CONSTRAINT "document_chunks_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_source_file_id_files_id_fk" FOREIGN KEY ("source_file_id") REFERENCES "public"."files"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entities" ADD CONSTRAINT "entities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entity_links" ADD CONSTRAINT "entity_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal_entries" ADD CONSTRAINT "journal_entries_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_contact_id_contacts_id_fk" FOREIGN KEY ("contact_id") REFERENCES "public"."contacts"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exports" ADD CONSTRAINT "exports_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "push_devices" ADD CONSTRAINT "push_devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_attempts" ADD CONSTRAINT "webhook_attempts_webhook_endpoint_id_webhook_endpoints_id_fk" FOREIGN KEY ("webhook_endpoint_id") REFERENCES "public"."webhook_endpoints"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_endpoints" ADD CONSTRAINT "webhook_endpoints_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD CONSTRAINT "focus_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "focus_sessions" ADD CONSTRAINT "focus_sessions_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "achievements" ADD CONSTRAINT "achievements_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habit_check_ins" ADD CONSTRAINT "habit_check_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habit_check_ins" ADD CONSTRAINT "habit_check_ins_habit_id_habits_id_fk" FOREIGN KEY ("habit_id") REFERENCES "public"."habits"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habits" ADD CONSTRAINT "habits_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habits" ADD CONSTRAINT "habits_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "habits" ADD CONSTRAINT "habits_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "streaks" ADD CONSTRAINT "streaks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routine_runs" ADD CONSTRAINT "routine_runs_routine_id_routines_id_fk" FOREIGN KEY ("routine_id") REFERENCES "public"."routines"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routines" ADD CONSTRAINT "routines_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "routines" ADD CONSTRAINT "routines_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "content_items" ADD CONSTRAINT "content_items_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goals" ADD CONSTRAINT "goals_parent_id_goals_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."goals"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "life_domains" ADD CONSTRAINT "life_domains_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "projects" ADD CONSTRAINT "projects_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sprints" ADD CONSTRAINT "sprints_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sprints" ADD CONSTRAINT "sprints_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_dependencies" ADD CONSTRAINT "task_dependencies_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_dependencies" ADD CONSTRAINT "task_dependencies_blocked_by_task_id_tasks_id_fk" FOREIGN KEY ("blocked_by_task_id") REFERENCES "public"."tasks"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_assignee_id_users_id_fk" FOREIGN KEY ("assignee_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_life_domain_id_life_domains_id_fk" FOREIGN KEY ("life_domain_id") REFERENCES "public"."life_domains"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_goal_id_goals_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goals"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_project_id_projects_id_fk" FOREIGN KEY ("project_id") REFERENCES "public"."projects"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_sprint_id_sprints_id_fk" FOREIGN KEY ("sprint_id") REFERENCES "public"."sprints"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_parent_task_id_tasks_id_fk" FOREIGN KEY ("parent_task_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_recurrence_parent_id_tasks_id_fk" FOREIGN KEY ("recurrence_parent_id") REFERENCES "public"."tasks"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_routine_run_id_routine_runs_id_fk" FOREIGN KEY ("routine_run_id") REFERENCES "public"."routine_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_agent_run_id_agent_runs_id_fk" FOREIGN KEY ("agent_run_id") REFERENCES "public"."agent_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_completed_by_users_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_categories" ADD CONSTRAINT "todo_categories_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_categories" ADD CONSTRAINT "todo_categories_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_categories" ADD CONSTRAINT "todo_categories_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_list_id_todo_lists_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."todo_lists"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_items" ADD CONSTRAINT "todo_items_completed_by_users_id_fk" FOREIGN KEY ("completed_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_lists" ADD CONSTRAINT "todo_lists_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_lists" ADD CONSTRAINT "todo_lists_household_id_households_id_fk" FOREIGN KEY ("household_id") REFERENCES "public"."households"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_lists" ADD CONSTRAINT "todo_lists_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "todo_lists" ADD CONSTRAINT "todo_lists_category_id_todo_categories_id_fk" FOREIGN KEY ("category_id") REFERENCES "public"."todo_categories"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "billing_events_stripe_event" ON "billing_events" USING btree ("stripe_event_id");--> statement-breakpoint
CREATE INDEX "billing_events_user" ON "billing_events" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "subscriptions_stripe_subscription" ON "subscriptions" USING btree ("stripe_subscription_id");--> statement-breakpoint
CREATE INDEX "subscriptions_stripe_customer" ON "subscriptions" USING btree ("stripe_customer_id");--> statement-breakpoint
CREATE INDEX "subscriptions_user" ON "subscriptions" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "calendar_events_changes" ON "calendar_events" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "calendar_events_deleted" ON "calendar_events" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_events_external" ON "calendar_events" USING btree ("user_id","provider","external_id") WHERE deleted_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_events_override" ON "calendar_events" USING btree ("recurrence_parent_id","recurrence_original_start") WHERE deleted_at is null;--> statement-breakpoint
CREATE INDEX "calendar_events_user" ON "calendar_events" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "calendar_events_user_start" ON "calendar_events" USING btree ("user_id","start_at");--> statement-breakpoint
CREATE INDEX "calendar_events_user_recurring" ON "calendar_events" USING btree ("user_id") WHERE recurrence_rule is not null;--> statement-breakpoint
CREATE INDEX "calendar_events_user_ical_uid" ON "calendar_events" USING btree ("user_id","ical_uid") WHERE ical_uid is not null;--> statement-breakpoint
CREATE INDEX "calendar_events_household" ON "calendar_events" USING btree ("household_id","start_at") WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "calendar_events_calendar" ON "calendar_events" USING btree ("calendar_id");--> statement-breakpoint
CREATE INDEX "calendar_events_connection" ON "calendar_events" USING btree ("connection_id") WHERE connection_id is not null;--> statement-breakpoint
CREATE INDEX "calendar_events_parent" ON "calendar_events" USING btree ("recurrence_parent_id") WHERE recurrence_parent_id is not null;--> statement-breakpoint
CREATE INDEX "calendar_events_linked" ON "calendar_events" USING btree ("linked_resource_id") WHERE linked_resource_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_token" ON "calendar_feeds" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "calendar_feeds_user" ON "calendar_feeds" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "calendars_user" ON "calendars" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_external" ON "calendars" USING btree ("connection_id","external_id");--> statement-breakpoint
CREATE UNIQUE INDEX "calendars_watch_channel" ON "calendars" USING btree ("watch_channel_id");--> statement-breakpoint
CREATE INDEX "calendars_watch_expires" ON "calendars" USING btree ("watch_expires_at") WHERE watch_expires_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "daily_plans_date" ON "daily_plans" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "daily_plans_user" ON "daily_plans" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "time_blocks_user" ON "time_blocks" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "time_blocks_user_date" ON "time_blocks" USING btree ("user_id","date","start_at");--> statement-breakpoint
CREATE INDEX "time_blocks_life_domain" ON "time_blocks" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "time_blocks_task" ON "time_blocks" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "time_blocks_habit" ON "time_blocks" USING btree ("habit_id");--> statement-breakpoint
CREATE INDEX "agent_runs_user" ON "agent_runs" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "agent_runs_task" ON "agent_runs" USING btree ("task_id") WHERE task_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "agent_steps_position" ON "agent_steps" USING btree ("agent_run_id","position");--> statement-breakpoint
CREATE INDEX "conversations_changes" ON "conversations" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "conversations_deleted" ON "conversations" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "conversations_user" ON "conversations" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("conversation_id",id desc);--> statement-breakpoint
CREATE INDEX "messages_user" ON "messages" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "messages_parent" ON "messages" USING btree ("parent_id") WHERE parent_id is not null;--> statement-breakpoint
CREATE INDEX "insights_user" ON "insights" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "insights_data_stream" ON "insights" USING btree ("data_stream_id");--> statement-breakpoint
CREATE INDEX "email_drafts_user" ON "email_drafts" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "email_drafts_in_reply_to" ON "email_drafts" USING btree ("in_reply_to_email_id") WHERE in_reply_to_email_id is not null;--> statement-breakpoint
CREATE INDEX "patterns_user" ON "patterns" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "proposals_user" ON "proposals" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "proposals_user_status" ON "proposals" USING btree ("user_id","status",id desc);--> statement-breakpoint
CREATE INDEX "proposals_insight" ON "proposals" USING btree ("insight_id") WHERE insight_id is not null;--> statement-breakpoint
CREATE INDEX "proposals_agent_run" ON "proposals" USING btree ("agent_run_id") WHERE agent_run_id is not null;--> statement-breakpoint
CREATE INDEX "proposals_to_measure" ON "proposals" USING btree ("decided_at") WHERE status = 'applied' and measured_at is null;--> statement-breakpoint
CREATE INDEX "ai_requests_user" ON "ai_requests" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "token_ledger_once" ON "token_ledger" USING btree ("reference_type","reference_id","category");--> statement-breakpoint
CREATE INDEX "token_ledger_user" ON "token_ledger" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "accounts_changes" ON "accounts" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "accounts_deleted" ON "accounts" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "accounts_user" ON "accounts" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "accounts_household" ON "accounts" USING btree ("household_id",id) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "budget_categories_user" ON "budget_categories" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "budget_categories_household" ON "budget_categories" USING btree ("household_id",id) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "budget_categories_parent" ON "budget_categories" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "budgets_user" ON "budgets" USING btree ("user_id","month");--> statement-breakpoint
CREATE INDEX "budgets_household" ON "budgets" USING btree ("household_id","month") WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "billable_entries_user" ON "billable_entries" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "billable_entries_user_date" ON "billable_entries" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "billable_entries_life_domain" ON "billable_entries" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "billable_entries_task" ON "billable_entries" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "billable_entries_contact" ON "billable_entries" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "billable_entries_invoice" ON "billable_entries" USING btree ("invoice_id");--> statement-breakpoint
CREATE INDEX "income_entries_user" ON "income_entries" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "income_entries_user_date" ON "income_entries" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "income_entries_life_domain" ON "income_entries" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "income_entries_contact" ON "income_entries" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "invoices_user" ON "invoices" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "invoices_contact" ON "invoices" USING btree ("contact_id");--> statement-breakpoint
CREATE INDEX "invoices_pdf_file" ON "invoices" USING btree ("pdf_file_id");--> statement-breakpoint
CREATE INDEX "recurring_transactions_user" ON "recurring_transactions" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "recurring_transactions_merchant" ON "recurring_transactions" USING btree ("user_id","merchant_name");--> statement-breakpoint
CREATE INDEX "transaction_rules_user" ON "transaction_rules" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "transaction_rules_priority" ON "transaction_rules" USING btree ("user_id","priority");--> statement-breakpoint
CREATE INDEX "receipt_items_pantry_item" ON "receipt_items" USING btree ("pantry_item_id");--> statement-breakpoint
CREATE INDEX "transaction_splits_transaction" ON "transaction_splits" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "transaction_splits_category" ON "transaction_splits" USING btree ("budget_category_id");--> statement-breakpoint
CREATE INDEX "transactions_changes" ON "transactions" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "transactions_deleted" ON "transactions" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "transactions_user" ON "transactions" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "transactions_user_date" ON "transactions" USING btree ("user_id","date",id);--> statement-breakpoint
CREATE INDEX "transactions_household" ON "transactions" USING btree ("household_id","date",id) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "transactions_account_date" ON "transactions" USING btree ("account_id","date");--> statement-breakpoint
CREATE INDEX "transactions_category" ON "transactions" USING btree ("budget_category_id","date");--> statement-breakpoint
CREATE INDEX "transactions_vendor" ON "transactions" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "transactions_receipt_file" ON "transactions" USING btree ("receipt_file_id");--> statement-breakpoint
CREATE INDEX "transactions_source_email" ON "transactions" USING btree ("source_email_id");--> statement-breakpoint
CREATE UNIQUE INDEX "transactions_transfer_pair" ON "transactions" USING btree ("transfer_pair_id");--> statement-breakpoint
CREATE INDEX "brain_logs_user" ON "brain_logs" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "brain_logs_series" ON "brain_logs" USING btree ("user_id","metric_name","logged_at");--> statement-breakpoint
CREATE INDEX "meals_user" ON "meals" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "meals_user_eaten" ON "meals" USING btree ("user_id","eaten_at");--> statement-breakpoint
CREATE INDEX "meals_dependent" ON "meals" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "meals_recipe" ON "meals" USING btree ("recipe_id");--> statement-breakpoint
CREATE INDEX "meals_transaction" ON "meals" USING btree ("transaction_id");--> statement-breakpoint
CREATE INDEX "meals_photo_file" ON "meals" USING btree ("photo_file_id");--> statement-breakpoint
CREATE INDEX "health_metric_days_series" ON "health_metric_days" USING btree ("user_id","metric_type","date");--> statement-breakpoint
CREATE INDEX "health_metric_days_dependent" ON "health_metric_days" USING btree ("dependent_id");--> statement-breakpoint
CREATE UNIQUE INDEX "health_metrics_unnamed" ON "health_metrics" USING btree ("user_id","metric_type","source","measured_at",coalesce(dependent_id, '00000000-0000-0000-0000-000000000000'::uuid)) WHERE external_id is null;--> statement-breakpoint
CREATE INDEX "health_metrics_series" ON "health_metrics" USING btree ("user_id","metric_type","measured_at");--> statement-breakpoint
CREATE INDEX "health_metrics_user" ON "health_metrics" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "health_metrics_dependent" ON "health_metrics" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "measurements_user" ON "measurements" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "measurements_series" ON "measurements" USING btree ("user_id","type","date");--> statement-breakpoint
CREATE INDEX "measurements_life_domain" ON "measurements" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "medical_entries_user" ON "medical_entries" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "medical_entries_user_date" ON "medical_entries" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "medical_entries_life_domain" ON "medical_entries" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "completed_workouts_user" ON "completed_workouts" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "completed_workouts_user_completed" ON "completed_workouts" USING btree ("user_id","completed_at");--> statement-breakpoint
CREATE INDEX "completed_workouts_dependent" ON "completed_workouts" USING btree ("dependent_id");--> statement-breakpoint
CREATE INDEX "completed_workouts_workout" ON "completed_workouts" USING btree ("workout_id");--> statement-breakpoint
CREATE INDEX "workouts_changes" ON "workouts" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "workouts_deleted" ON "workouts" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "workouts_user" ON "workouts" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "pantry_bookings_household" ON "pantry_bookings" USING btree ("household_id",id);--> statement-breakpoint
CREATE INDEX "pantry_bookings_item" ON "pantry_bookings" USING btree ("pantry_item_id",id);--> statement-breakpoint
CREATE INDEX "pantry_bookings_lot" ON "pantry_bookings" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "pantry_bookings_shopping_item" ON "pantry_bookings" USING btree ("shopping_item_id");--> statement-breakpoint
CREATE INDEX "pantry_bookings_recipe_cooking" ON "pantry_bookings" USING btree ("recipe_cooking_id");--> statement-breakpoint
CREATE INDEX "pantry_bookings_actor" ON "pantry_bookings" USING btree ("actor_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pantry_bookings_undoes" ON "pantry_bookings" USING btree ("undoes_id");--> statement-breakpoint
CREATE INDEX "pantry_items_changes" ON "pantry_items" USING btree ("household_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "pantry_items_deleted" ON "pantry_items" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "pantry_items_household" ON "pantry_items" USING btree ("household_id",id);--> statement-breakpoint
CREATE INDEX "pantry_items_barcode" ON "pantry_items" USING btree ("household_id","barcode");--> statement-breakpoint
CREATE INDEX "pantry_items_expiry" ON "pantry_items" USING btree ("household_id","expiry_date");--> statement-breakpoint
CREATE INDEX "pantry_lots_item" ON "pantry_lots" USING btree ("pantry_item_id","expiry_date");--> statement-breakpoint
CREATE INDEX "pantry_lots_household" ON "pantry_lots" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "pantry_lots_expiring" ON "pantry_lots" USING btree ("expiry_date") WHERE quantity > 0;--> statement-breakpoint
CREATE INDEX "pantry_movements_item" ON "pantry_movements" USING btree ("pantry_item_id",id);--> statement-breakpoint
CREATE INDEX "pantry_movements_booking" ON "pantry_movements" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "pantry_movements_lot" ON "pantry_movements" USING btree ("lot_id");--> statement-breakpoint
CREATE INDEX "pantry_movements_actor" ON "pantry_movements" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "pantry_movements_source_event" ON "pantry_movements" USING btree ("source_event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "pantry_movements_undoes" ON "pantry_movements" USING btree ("undoes_id");--> statement-breakpoint
CREATE INDEX "shopping_items_changes" ON "shopping_items" USING btree ("household_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "shopping_items_deleted" ON "shopping_items" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "shopping_items_household" ON "shopping_items" USING btree ("household_id",id);--> statement-breakpoint
CREATE INDEX "shopping_items_vendor" ON "shopping_items" USING btree ("vendor_id");--> statement-breakpoint
CREATE INDEX "shopping_items_pantry_item" ON "shopping_items" USING btree ("pantry_item_id");--> statement-breakpoint
CREATE UNIQUE INDEX "shopping_items_open_restock" ON "shopping_items" USING btree ("pantry_item_id") WHERE source = 'restock' and not is_purchased and deleted_at is null;--> statement-breakpoint
CREATE INDEX "recipe_cookings_recipe" ON "recipe_cookings" USING btree ("recipe_id",id);--> statement-breakpoint
CREATE INDEX "recipe_cookings_household" ON "recipe_cookings" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "recipe_cookings_cooked_by" ON "recipe_cookings" USING btree ("cooked_by");--> statement-breakpoint
CREATE INDEX "recipes_changes" ON "recipes" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "recipes_deleted" ON "recipes" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "recipes_user" ON "recipes" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "recipes_household" ON "recipes" USING btree ("household_id",id) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "recipes_image_file" ON "recipes" USING btree ("image_file_id");--> statement-breakpoint
CREATE INDEX "vendor_aliases_pattern" ON "vendor_aliases" USING btree ("pattern");--> statement-breakpoint
CREATE INDEX "vendors_household" ON "vendors" USING btree ("household_id","id");--> statement-breakpoint
CREATE INDEX "vendors_global_vendor" ON "vendors" USING btree ("global_vendor_id");--> statement-breakpoint
CREATE INDEX "vendors_normalized_name_trgm" ON "vendors" USING gin (normalized_name gin_trgm_ops);--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_person" ON "access_grants" USING btree ("grantor_id","entity_type","entity_id","grantee_id") WHERE email is null;--> statement-breakpoint
CREATE UNIQUE INDEX "access_grants_address" ON "access_grants" USING btree ("grantor_id","entity_type","entity_id","email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "access_grants_waiting" ON "access_grants" USING btree ("email") WHERE grantee_id is null;--> statement-breakpoint
CREATE INDEX "access_grants_entity" ON "access_grants" USING btree ("entity_id","grantee_id");--> statement-breakpoint
CREATE INDEX "access_grants_grantee" ON "access_grants" USING btree ("grantee_id","entity_id");--> statement-breakpoint
CREATE INDEX "access_grants_grantor" ON "access_grants" USING btree ("grantor_id");--> statement-breakpoint
CREATE INDEX "api_keys_parent" ON "api_keys" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "api_keys_user" ON "api_keys" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "api_keys_prefix" ON "api_keys" USING btree ("prefix");--> statement-breakpoint
CREATE INDEX "moved_rows_user" ON "moved_rows" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "unshared_rows_household" ON "unshared_rows" USING btree ("household_id");--> statement-breakpoint
CREATE INDEX "connections_account" ON "connections" USING btree ("provider","external_account_id");--> statement-breakpoint
CREATE INDEX "household_invites_household" ON "household_invites" USING btree ("household_id","id");--> statement-breakpoint
CREATE INDEX "household_members_user" ON "household_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "households_created_by" ON "households" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "dependents_user" ON "dependents" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "dependents_photo_file" ON "dependents" USING btree ("photo_file_id");--> statement-breakpoint
CREATE INDEX "personas_user" ON "personas" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "personas_default" ON "personas" USING btree ("user_id") WHERE is_default;--> statement-breakpoint
CREATE INDEX "verified_addresses_user" ON "verified_addresses" USING btree ("user_id","verified_at");--> statement-breakpoint
CREATE INDEX "import_jobs_user" ON "import_jobs" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "import_jobs_file" ON "import_jobs" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "email_addresses_user" ON "email_addresses" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "inbound_emails_user" ON "inbound_emails" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "inbound_emails_processed" ON "inbound_emails" USING btree ("processed_at");--> statement-breakpoint
CREATE INDEX "inbound_emails_unread" ON "inbound_emails" USING btree ("id") WHERE not is_processed and error is null;--> statement-breakpoint
CREATE INDEX "webhook_deliveries_open" ON "webhook_deliveries" USING btree ("received_at") WHERE processed_at is null;--> statement-breakpoint
CREATE INDEX "data_streams_user" ON "data_streams" USING btree ("user_id",id);--> statement-breakpoint
CREATE UNIQUE INDEX "document_chunks_position" ON "document_chunks" USING btree ("document_id","position");--> statement-breakpoint
CREATE INDEX "documents_changes" ON "documents" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "documents_deleted" ON "documents" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "documents_user" ON "documents" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "documents_household" ON "documents" USING btree ("household_id",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "documents_source_file" ON "documents" USING btree ("source_file_id");--> statement-breakpoint
CREATE INDEX "documents_search" ON "documents" USING gin ("search_vector");--> statement-breakpoint
CREATE INDEX "files_changes" ON "files" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "files_deleted" ON "files" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "files_user" ON "files" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "files_user_folder" ON "files" USING btree ("user_id","folder_path",id);--> statement-breakpoint
CREATE INDEX "files_user_sha256" ON "files" USING btree ("user_id","sha256");--> statement-breakpoint
CREATE INDEX "files_household" ON "files" USING btree ("household_id",id) WHERE household_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "entities_name" ON "entities" USING btree ("user_id","kind","normalized_name");--> statement-breakpoint
CREATE INDEX "entities_user" ON "entities" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "entity_links_once" ON "entity_links" USING btree ("user_id","from_type","from_id","to_type","to_id","relation");--> statement-breakpoint
CREATE INDEX "entity_links_to" ON "entity_links" USING btree ("user_id","to_type","to_id");--> statement-breakpoint
CREATE INDEX "entity_links_user" ON "entity_links" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "journal_entries_changes" ON "journal_entries" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "journal_entries_deleted" ON "journal_entries" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "journal_entries_user" ON "journal_entries" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "journal_entries_user_date" ON "journal_entries" USING btree ("user_id","entry_date");--> statement-breakpoint
CREATE INDEX "contacts_changes" ON "contacts" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "contacts_deleted" ON "contacts" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "contacts_user" ON "contacts" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "contacts_user_email" ON "contacts" USING btree ("user_id","email") WHERE email is not null;--> statement-breakpoint
CREATE INDEX "contacts_life_domain" ON "contacts" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "contacts_keep_in_touch" ON "contacts" USING btree ("user_id","last_interaction_at") WHERE keep_in_touch_days is not null;--> statement-breakpoint
CREATE INDEX "interactions_user" ON "interactions" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "interactions_contact" ON "interactions" USING btree ("contact_id","occurred_at");--> statement-breakpoint
CREATE INDEX "consumer_inbox_age" ON "consumer_inbox" USING btree ("processed_at");--> statement-breakpoint
CREATE INDEX "consumer_inbox_runs" ON "consumer_inbox" USING btree ("processed_at","consumer","event_id") WHERE consumer like 'workflow:%';--> statement-breakpoint
CREATE INDEX "consumer_inbox_run" ON "consumer_inbox" USING btree ((rows ->> 'run')) WHERE consumer like 'workflow:%';--> statement-breakpoint
CREATE INDEX "dead_letters_status" ON "dead_letters" USING btree ("status","id");--> statement-breakpoint
CREATE UNIQUE INDEX "dead_letters_event" ON "dead_letters" USING btree ("source","event_id");--> statement-breakpoint
CREATE INDEX "events_user" ON "events" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "events_household" ON "events" USING btree ("household_id","id") WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "events_actor" ON "events" USING btree ("actor_id","id");--> statement-breakpoint
CREATE INDEX "events_correlation" ON "events" USING btree ("correlation_id");--> statement-breakpoint
CREATE INDEX "events_causation" ON "events" USING btree ("causation_id");--> statement-breakpoint
CREATE INDEX "events_entity" ON "events" USING btree ("entity_type","entity_id");--> statement-breakpoint
CREATE INDEX "outbox_age" ON "outbox" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "exports_user" ON "exports" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "notifications_user" ON "notifications" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "notifications_unread" ON "notifications" USING btree ("user_id",id) WHERE read_at is null;--> statement-breakpoint
CREATE INDEX "push_devices_user" ON "push_devices" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "webhook_attempts_endpoint" ON "webhook_attempts" USING btree ("webhook_endpoint_id",id);--> statement-breakpoint
CREATE INDEX "webhook_endpoints_user" ON "webhook_endpoints" USING btree ("user_id",id);--> statement-breakpoint
CREATE INDEX "audit_logs_user" ON "audit_logs" USING btree ("user_id","id");--> statement-breakpoint
CREATE INDEX "cache_entries_expiry" ON "cache_entries" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "idempotency_keys_expiry" ON "idempotency_keys" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "rate_limits_window" ON "rate_limits" USING btree ("window_start");--> statement-breakpoint
CREATE UNIQUE INDEX "focus_sessions_one_running" ON "focus_sessions" USING btree ("user_id") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "focus_sessions_user" ON "focus_sessions" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "focus_sessions_user_started" ON "focus_sessions" USING btree ("user_id","started_at");--> statement-breakpoint
CREATE INDEX "focus_sessions_task" ON "focus_sessions" USING btree ("task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "achievements_once" ON "achievements" USING btree ("user_id","kind","level");--> statement-breakpoint
CREATE INDEX "achievements_user" ON "achievements" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "habit_check_ins_day" ON "habit_check_ins" USING btree ("habit_id","date");--> statement-breakpoint
CREATE INDEX "habit_check_ins_user" ON "habit_check_ins" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "habit_check_ins_user_date" ON "habit_check_ins" USING btree ("user_id","date");--> statement-breakpoint
CREATE INDEX "habits_changes" ON "habits" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "habits_deleted" ON "habits" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "habits_user" ON "habits" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "habits_life_domain" ON "habits" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "habits_goal" ON "habits" USING btree ("goal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "streaks_kind" ON "streaks" USING btree ("user_id","kind");--> statement-breakpoint
CREATE INDEX "streaks_user" ON "streaks" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE UNIQUE INDEX "routine_runs_once" ON "routine_runs" USING btree ("routine_id","scheduled_for");--> statement-breakpoint
CREATE INDEX "routines_changes" ON "routines" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "routines_deleted" ON "routines" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "routines_user" ON "routines" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "routines_household" ON "routines" USING btree ("household_id",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "routines_due" ON "routines" USING btree ("next_run_at") WHERE is_active and deleted_at is null;--> statement-breakpoint
CREATE INDEX "content_items_changes" ON "content_items" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "content_items_deleted" ON "content_items" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "content_items_user" ON "content_items" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "content_items_user_scheduled" ON "content_items" USING btree ("user_id","scheduled_date") WHERE scheduled_date is not null;--> statement-breakpoint
CREATE INDEX "content_items_life_domain" ON "content_items" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "goals_changes" ON "goals" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "goals_deleted" ON "goals" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "goals_user" ON "goals" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "goals_parent" ON "goals" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "goals_life_domain" ON "goals" USING btree ("life_domain_id");--> statement-breakpoint
CREATE UNIQUE INDEX "life_domains_slug" ON "life_domains" USING btree ("user_id","slug");--> statement-breakpoint
CREATE INDEX "life_domains_user" ON "life_domains" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "projects_changes" ON "projects" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "projects_deleted" ON "projects" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "projects_user" ON "projects" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "projects_household" ON "projects" USING btree ("household_id",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "projects_life_domain" ON "projects" USING btree ("life_domain_id");--> statement-breakpoint
CREATE INDEX "projects_goal" ON "projects" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "sprints_user" ON "sprints" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "sprints_life_domain" ON "sprints" USING btree ("life_domain_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sprints_one_active" ON "sprints" USING btree ("user_id",coalesce(life_domain_id, user_id)) WHERE status = 'active';--> statement-breakpoint
CREATE UNIQUE INDEX "task_dependencies_pair" ON "task_dependencies" USING btree ("task_id","blocked_by_task_id");--> statement-breakpoint
CREATE INDEX "task_dependencies_blocked_by" ON "task_dependencies" USING btree ("blocked_by_task_id");--> statement-breakpoint
CREATE INDEX "tasks_changes" ON "tasks" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "tasks_deleted" ON "tasks" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "tasks_user" ON "tasks" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "tasks_user_status" ON "tasks" USING btree ("user_id","status",id desc);--> statement-breakpoint
CREATE INDEX "tasks_user_due" ON "tasks" USING btree ("user_id","due_date") WHERE due_date is not null;--> statement-breakpoint
CREATE INDEX "tasks_user_scheduled" ON "tasks" USING btree ("user_id","scheduled_date") WHERE scheduled_date is not null;--> statement-breakpoint
CREATE INDEX "tasks_household" ON "tasks" USING btree ("household_id","status",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_title_trgm" ON "tasks" USING gin ("title" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "tasks_assignee" ON "tasks" USING btree ("assignee_id") WHERE assignee_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_life_domain" ON "tasks" USING btree ("life_domain_id") WHERE life_domain_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_goal" ON "tasks" USING btree ("goal_id") WHERE goal_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_project" ON "tasks" USING btree ("project_id") WHERE project_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_sprint" ON "tasks" USING btree ("sprint_id") WHERE sprint_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_parent" ON "tasks" USING btree ("parent_task_id") WHERE parent_task_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_recurrence_parent" ON "tasks" USING btree ("recurrence_parent_id") WHERE recurrence_parent_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_routine_run" ON "tasks" USING btree ("routine_run_id") WHERE routine_run_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_agent_run" ON "tasks" USING btree ("agent_run_id") WHERE agent_run_id is not null;--> statement-breakpoint
CREATE INDEX "tasks_completed_by" ON "tasks" USING btree ("completed_by") WHERE completed_by is not null;--> statement-breakpoint
CREATE INDEX "todo_categories_changes" ON "todo_categories" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "todo_categories_deleted" ON "todo_categories" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "todo_categories_user" ON "todo_categories" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "todo_categories_household" ON "todo_categories" USING btree ("household_id",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "todo_categories_created_by" ON "todo_categories" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "todo_items_changes" ON "todo_items" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "todo_items_deleted" ON "todo_items" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "todo_items_user" ON "todo_items" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "todo_items_household" ON "todo_items" USING btree ("household_id",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "todo_items_list" ON "todo_items" USING btree ("list_id","sort_order");--> statement-breakpoint
CREATE INDEX "todo_items_created_by" ON "todo_items" USING btree ("created_by");--> statement-breakpoint
CREATE INDEX "todo_items_completed_by" ON "todo_items" USING btree ("completed_by") WHERE completed_by is not null;--> statement-breakpoint
CREATE INDEX "todo_lists_changes" ON "todo_lists" USING btree ("user_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "todo_lists_deleted" ON "todo_lists" USING btree ("deleted_at") WHERE deleted_at is not null;--> statement-breakpoint
CREATE INDEX "todo_lists_user" ON "todo_lists" USING btree ("user_id",id desc);--> statement-breakpoint
CREATE INDEX "todo_lists_household" ON "todo_lists" USING btree ("household_id",id desc) WHERE household_id is not null;--> statement-breakpoint
CREATE INDEX "todo_lists_category" ON "todo_lists" USING btree ("category_id");--> statement-breakpoint
CREATE INDEX "todo_lists_created_by" ON "todo_lists" USING btree ("created_by");--> statement-breakpoint
CREATE POLICY "billing_events_read" ON "billing_events" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (billing_events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "subscriptions_read" ON "subscriptions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (subscriptions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_events_read" ON "calendar_events" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (calendar_events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR calendar_events.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = calendar_events.id and g.grantor_id = calendar_events.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "calendar_events_insert" ON "calendar_events" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (calendar_events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (calendar_events.household_id IS NULL OR calendar_events.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "calendar_events_update" ON "calendar_events" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (calendar_events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR calendar_events.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = calendar_events.id and g.grantor_id = calendar_events.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((calendar_events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR calendar_events.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = calendar_events.id and g.grantor_id = calendar_events.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (calendar_events.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (calendar_events.household_id IS NULL OR calendar_events.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "calendar_events_remove" ON "calendar_events" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (calendar_events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR calendar_events.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "calendar_feeds_read" ON "calendar_feeds" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (calendar_feeds.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_feeds_insert" ON "calendar_feeds" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (calendar_feeds.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_feeds_update" ON "calendar_feeds" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (calendar_feeds.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (calendar_feeds.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendar_feeds_remove" ON "calendar_feeds" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (calendar_feeds.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendars_read" ON "calendars" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (calendars.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = calendars.id and g.grantor_id = calendars.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "calendars_insert" ON "calendars" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (calendars.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "calendars_update" ON "calendars" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (calendars.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = calendars.id and g.grantor_id = calendars.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (calendars.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = calendars.id and g.grantor_id = calendars.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "calendars_remove" ON "calendars" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (calendars.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "daily_plans_read" ON "daily_plans" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (daily_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = daily_plans.id and g.grantor_id = daily_plans.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "daily_plans_insert" ON "daily_plans" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (daily_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "daily_plans_update" ON "daily_plans" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (daily_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = daily_plans.id and g.grantor_id = daily_plans.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (daily_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = daily_plans.id and g.grantor_id = daily_plans.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "daily_plans_remove" ON "daily_plans" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (daily_plans.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "time_blocks_read" ON "time_blocks" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (time_blocks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = time_blocks.id and g.grantor_id = time_blocks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "time_blocks_insert" ON "time_blocks" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (time_blocks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "time_blocks_update" ON "time_blocks" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (time_blocks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = time_blocks.id and g.grantor_id = time_blocks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (time_blocks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = time_blocks.id and g.grantor_id = time_blocks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "time_blocks_remove" ON "time_blocks" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (time_blocks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "agent_runs_read" ON "agent_runs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (agent_runs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = agent_runs.id and g.grantor_id = agent_runs.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "agent_runs_insert" ON "agent_runs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (agent_runs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "agent_runs_update" ON "agent_runs" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (agent_runs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = agent_runs.id and g.grantor_id = agent_runs.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (agent_runs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = agent_runs.id and g.grantor_id = agent_runs.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "agent_runs_remove" ON "agent_runs" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (agent_runs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "agent_steps_read" ON "agent_steps" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from agent_runs p where p.id = agent_steps.agent_run_id));--> statement-breakpoint
CREATE POLICY "agent_steps_insert" ON "agent_steps" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from agent_runs p where p.id = agent_steps.agent_run_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "agent_steps_update" ON "agent_steps" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from agent_runs p where p.id = agent_steps.agent_run_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from agent_runs p where p.id = agent_steps.agent_run_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "agent_steps_remove" ON "agent_steps" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from agent_runs p where p.id = agent_steps.agent_run_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "conversations_read" ON "conversations" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = conversations.id and g.grantor_id = conversations.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "conversations_insert" ON "conversations" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "conversations_update" ON "conversations" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = conversations.id and g.grantor_id = conversations.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = conversations.id and g.grantor_id = conversations.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "conversations_remove" ON "conversations" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (conversations.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messages_read" ON "messages" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = messages.id and g.grantor_id = messages.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "messages_insert" ON "messages" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "messages_update" ON "messages" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = messages.id and g.grantor_id = messages.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = messages.id and g.grantor_id = messages.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "messages_remove" ON "messages" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (messages.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "insights_read" ON "insights" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (insights.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = insights.id and g.grantor_id = insights.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "insights_insert" ON "insights" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (insights.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "insights_update" ON "insights" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (insights.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = insights.id and g.grantor_id = insights.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (insights.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = insights.id and g.grantor_id = insights.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "insights_remove" ON "insights" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (insights.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "email_drafts_read" ON "email_drafts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (email_drafts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = email_drafts.id and g.grantor_id = email_drafts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "email_drafts_insert" ON "email_drafts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (email_drafts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "email_drafts_update" ON "email_drafts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (email_drafts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = email_drafts.id and g.grantor_id = email_drafts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (email_drafts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = email_drafts.id and g.grantor_id = email_drafts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "email_drafts_remove" ON "email_drafts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (email_drafts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "patterns_read" ON "patterns" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (patterns.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = patterns.id and g.grantor_id = patterns.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "patterns_insert" ON "patterns" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (patterns.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "patterns_update" ON "patterns" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (patterns.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = patterns.id and g.grantor_id = patterns.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (patterns.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = patterns.id and g.grantor_id = patterns.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "patterns_remove" ON "patterns" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (patterns.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "proposals_read" ON "proposals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = proposals.id and g.grantor_id = proposals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "proposals_insert" ON "proposals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "proposals_update" ON "proposals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = proposals.id and g.grantor_id = proposals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = proposals.id and g.grantor_id = proposals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "proposals_remove" ON "proposals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (proposals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ai_requests_read" ON "ai_requests" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (ai_requests.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "ai_requests_insert" ON "ai_requests" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (ai_requests.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "token_ledger_read" ON "token_ledger" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (token_ledger.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "account_balance_history_read" ON "account_balance_history" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from accounts p where p.id = account_balance_history.account_id));--> statement-breakpoint
CREATE POLICY "account_balance_history_insert" ON "account_balance_history" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from accounts p where p.id = account_balance_history.account_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "account_balance_history_update" ON "account_balance_history" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from accounts p where p.id = account_balance_history.account_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from accounts p where p.id = account_balance_history.account_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "account_balance_history_remove" ON "account_balance_history" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from accounts p where p.id = account_balance_history.account_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "accounts_read" ON "accounts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (accounts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR accounts.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = accounts.id and g.grantor_id = accounts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "accounts_insert" ON "accounts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (accounts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (accounts.household_id IS NULL OR accounts.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "accounts_update" ON "accounts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (accounts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR accounts.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = accounts.id and g.grantor_id = accounts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((accounts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR accounts.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = accounts.id and g.grantor_id = accounts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (accounts.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (accounts.household_id IS NULL OR accounts.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "accounts_remove" ON "accounts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (accounts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR accounts.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "budget_categories_read" ON "budget_categories" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (budget_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budget_categories.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = budget_categories.id and g.grantor_id = budget_categories.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "budget_categories_insert" ON "budget_categories" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (budget_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (budget_categories.household_id IS NULL OR budget_categories.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "budget_categories_update" ON "budget_categories" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (budget_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budget_categories.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = budget_categories.id and g.grantor_id = budget_categories.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((budget_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budget_categories.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = budget_categories.id and g.grantor_id = budget_categories.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (budget_categories.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (budget_categories.household_id IS NULL OR budget_categories.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "budget_categories_remove" ON "budget_categories" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (budget_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budget_categories.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "budgets_read" ON "budgets" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (budgets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budgets.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = budgets.id and g.grantor_id = budgets.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "budgets_insert" ON "budgets" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (budgets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (budgets.household_id IS NULL OR budgets.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "budgets_update" ON "budgets" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (budgets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budgets.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = budgets.id and g.grantor_id = budgets.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((budgets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budgets.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = budgets.id and g.grantor_id = budgets.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (budgets.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (budgets.household_id IS NULL OR budgets.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "budgets_remove" ON "budgets" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (budgets.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR budgets.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "billable_entries_read" ON "billable_entries" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (billable_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = billable_entries.id and g.grantor_id = billable_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "billable_entries_insert" ON "billable_entries" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (billable_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "billable_entries_update" ON "billable_entries" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (billable_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = billable_entries.id and g.grantor_id = billable_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (billable_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = billable_entries.id and g.grantor_id = billable_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "billable_entries_remove" ON "billable_entries" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (billable_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "income_entries_read" ON "income_entries" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (income_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = income_entries.id and g.grantor_id = income_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "income_entries_insert" ON "income_entries" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (income_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "income_entries_update" ON "income_entries" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (income_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = income_entries.id and g.grantor_id = income_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (income_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = income_entries.id and g.grantor_id = income_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "income_entries_remove" ON "income_entries" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (income_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invoices_read" ON "invoices" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (invoices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = invoices.id and g.grantor_id = invoices.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "invoices_insert" ON "invoices" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (invoices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "invoices_update" ON "invoices" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (invoices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = invoices.id and g.grantor_id = invoices.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (invoices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = invoices.id and g.grantor_id = invoices.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "invoices_remove" ON "invoices" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (invoices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "recurring_transactions_read" ON "recurring_transactions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (recurring_transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = recurring_transactions.id and g.grantor_id = recurring_transactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "recurring_transactions_insert" ON "recurring_transactions" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (recurring_transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "recurring_transactions_update" ON "recurring_transactions" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (recurring_transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = recurring_transactions.id and g.grantor_id = recurring_transactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (recurring_transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = recurring_transactions.id and g.grantor_id = recurring_transactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "recurring_transactions_remove" ON "recurring_transactions" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (recurring_transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "transaction_rules_read" ON "transaction_rules" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (transaction_rules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = transaction_rules.id and g.grantor_id = transaction_rules.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "transaction_rules_insert" ON "transaction_rules" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (transaction_rules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "transaction_rules_update" ON "transaction_rules" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (transaction_rules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = transaction_rules.id and g.grantor_id = transaction_rules.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (transaction_rules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = transaction_rules.id and g.grantor_id = transaction_rules.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "transaction_rules_remove" ON "transaction_rules" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (transaction_rules.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "receipt_items_read" ON "receipt_items" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = receipt_items.transaction_id));--> statement-breakpoint
CREATE POLICY "receipt_items_insert" ON "receipt_items" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from transactions p where p.id = receipt_items.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "receipt_items_update" ON "receipt_items" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = receipt_items.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from transactions p where p.id = receipt_items.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "receipt_items_remove" ON "receipt_items" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = receipt_items.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "transaction_splits_read" ON "transaction_splits" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = transaction_splits.transaction_id));--> statement-breakpoint
CREATE POLICY "transaction_splits_insert" ON "transaction_splits" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from transactions p where p.id = transaction_splits.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "transaction_splits_update" ON "transaction_splits" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = transaction_splits.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from transactions p where p.id = transaction_splits.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "transaction_splits_remove" ON "transaction_splits" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from transactions p where p.id = transaction_splits.transaction_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "transactions_read" ON "transactions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR transactions.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = transactions.id and g.grantor_id = transactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "transactions_insert" ON "transactions" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (transactions.household_id IS NULL OR transactions.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "transactions_update" ON "transactions" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR transactions.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = transactions.id and g.grantor_id = transactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR transactions.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = transactions.id and g.grantor_id = transactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (transactions.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (transactions.household_id IS NULL OR transactions.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "transactions_remove" ON "transactions" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (transactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR transactions.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "brain_logs_read" ON "brain_logs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (brain_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = brain_logs.id and g.grantor_id = brain_logs.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "brain_logs_insert" ON "brain_logs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (brain_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "brain_logs_update" ON "brain_logs" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (brain_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = brain_logs.id and g.grantor_id = brain_logs.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (brain_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = brain_logs.id and g.grantor_id = brain_logs.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "brain_logs_remove" ON "brain_logs" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (brain_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "meals_read" ON "meals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (meals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = meals.id and g.grantor_id = meals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "meals_insert" ON "meals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (meals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "meals_update" ON "meals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (meals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = meals.id and g.grantor_id = meals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (meals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = meals.id and g.grantor_id = meals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "meals_remove" ON "meals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (meals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metric_days_read" ON "health_metric_days" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (health_metric_days.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metric_days_insert" ON "health_metric_days" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (health_metric_days.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metric_days_update" ON "health_metric_days" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (health_metric_days.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (health_metric_days.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metric_days_remove" ON "health_metric_days" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (health_metric_days.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metrics_read" ON "health_metrics" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (health_metrics.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metrics_insert" ON "health_metrics" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (health_metrics.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metrics_update" ON "health_metrics" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (health_metrics.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (health_metrics.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "health_metrics_remove" ON "health_metrics" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (health_metrics.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "measurements_read" ON "measurements" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (measurements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = measurements.id and g.grantor_id = measurements.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "measurements_insert" ON "measurements" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (measurements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "measurements_update" ON "measurements" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (measurements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = measurements.id and g.grantor_id = measurements.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (measurements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = measurements.id and g.grantor_id = measurements.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "measurements_remove" ON "measurements" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (measurements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medical_entries_read" ON "medical_entries" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (medical_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = medical_entries.id and g.grantor_id = medical_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "medical_entries_insert" ON "medical_entries" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (medical_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "medical_entries_update" ON "medical_entries" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (medical_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = medical_entries.id and g.grantor_id = medical_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (medical_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = medical_entries.id and g.grantor_id = medical_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "medical_entries_remove" ON "medical_entries" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (medical_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "completed_workouts_read" ON "completed_workouts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (completed_workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = completed_workouts.id and g.grantor_id = completed_workouts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "completed_workouts_insert" ON "completed_workouts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (completed_workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "completed_workouts_update" ON "completed_workouts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (completed_workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = completed_workouts.id and g.grantor_id = completed_workouts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (completed_workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = completed_workouts.id and g.grantor_id = completed_workouts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "completed_workouts_remove" ON "completed_workouts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (completed_workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workouts_read" ON "workouts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = workouts.id and g.grantor_id = workouts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "workouts_insert" ON "workouts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "workouts_update" ON "workouts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = workouts.id and g.grantor_id = workouts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = workouts.id and g.grantor_id = workouts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "workouts_remove" ON "workouts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (workouts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "pantry_bookings_read" ON "pantry_bookings" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (pantry_bookings.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_bookings_insert" ON "pantry_bookings" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (pantry_bookings.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_items_read" ON "pantry_items" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (pantry_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_items_insert" ON "pantry_items" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (pantry_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_items_update" ON "pantry_items" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (pantry_items.household_id = ANY(((select my_households()))::uuid[])) WITH CHECK (pantry_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_items_remove" ON "pantry_items" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (pantry_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "pantry_lots_read" ON "pantry_lots" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from pantry_items p where p.id = pantry_lots.pantry_item_id));--> statement-breakpoint
CREATE POLICY "pantry_lots_insert" ON "pantry_lots" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from pantry_items p where p.id = pantry_lots.pantry_item_id and (p.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "pantry_lots_update" ON "pantry_lots" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from pantry_items p where p.id = pantry_lots.pantry_item_id and (p.household_id = ANY(((select my_households()))::uuid[])))) WITH CHECK (EXISTS (select 1 from pantry_items p where p.id = pantry_lots.pantry_item_id and (p.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "pantry_lots_remove" ON "pantry_lots" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from pantry_items p where p.id = pantry_lots.pantry_item_id and (p.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "pantry_movements_read" ON "pantry_movements" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from pantry_items p where p.id = pantry_movements.pantry_item_id));--> statement-breakpoint
CREATE POLICY "pantry_movements_insert" ON "pantry_movements" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from pantry_items p where p.id = pantry_movements.pantry_item_id and (p.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "shopping_items_read" ON "shopping_items" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (shopping_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "shopping_items_insert" ON "shopping_items" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (shopping_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "shopping_items_update" ON "shopping_items" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (shopping_items.household_id = ANY(((select my_households()))::uuid[])) WITH CHECK (shopping_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "shopping_items_remove" ON "shopping_items" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (shopping_items.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "recipe_cookings_read" ON "recipe_cookings" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from recipes p where p.id = recipe_cookings.recipe_id));--> statement-breakpoint
CREATE POLICY "recipe_cookings_insert" ON "recipe_cookings" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from recipes p where p.id = recipe_cookings.recipe_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "recipe_cookings_update" ON "recipe_cookings" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from recipes p where p.id = recipe_cookings.recipe_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from recipes p where p.id = recipe_cookings.recipe_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "recipe_cookings_remove" ON "recipe_cookings" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from recipes p where p.id = recipe_cookings.recipe_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "recipes_read" ON "recipes" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (recipes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR recipes.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = recipes.id and g.grantor_id = recipes.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "recipes_insert" ON "recipes" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (recipes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (recipes.household_id IS NULL OR recipes.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "recipes_update" ON "recipes" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (recipes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR recipes.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = recipes.id and g.grantor_id = recipes.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((recipes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR recipes.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = recipes.id and g.grantor_id = recipes.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (recipes.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (recipes.household_id IS NULL OR recipes.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "recipes_remove" ON "recipes" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (recipes.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR recipes.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "vendor_aliases_read" ON "vendor_aliases" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from vendors p where p.id = vendor_aliases.vendor_id));--> statement-breakpoint
CREATE POLICY "vendor_aliases_insert" ON "vendor_aliases" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from vendors p where p.id = vendor_aliases.vendor_id and (household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "vendor_aliases_update" ON "vendor_aliases" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from vendors p where p.id = vendor_aliases.vendor_id and (household_id = ANY(((select my_households()))::uuid[])))) WITH CHECK (EXISTS (select 1 from vendors p where p.id = vendor_aliases.vendor_id and (household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "vendor_aliases_remove" ON "vendor_aliases" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from vendors p where p.id = vendor_aliases.vendor_id and (household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "vendors_read" ON "vendors" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (household_id IS NULL OR household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "vendors_insert" ON "vendors" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "vendors_update" ON "vendors" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (household_id = ANY(((select my_households()))::uuid[])) WITH CHECK (household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "vendors_remove" ON "vendors" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "access_grants_read" ON "access_grants" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (access_grants.grantor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR access_grants.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "access_grants_insert" ON "access_grants" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (access_grants.grantor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND may_grant(access_grants.entity_type, access_grants.entity_id));--> statement-breakpoint
CREATE POLICY "access_grants_update" ON "access_grants" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (access_grants.grantor_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (access_grants.grantor_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "access_grants_remove" ON "access_grants" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (access_grants.grantor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR access_grants.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "access_revisions_read" ON "access_revisions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (access_revisions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_keys_read" ON "api_keys" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (api_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_keys_insert" ON "api_keys" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (api_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_keys_update" ON "api_keys" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (api_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (api_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "api_keys_remove" ON "api_keys" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (api_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "unshared_rows_read" ON "unshared_rows" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (unshared_rows.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "connections_read" ON "connections" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (connections.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = connections.id and g.grantor_id = connections.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "connections_insert" ON "connections" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (connections.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "connections_update" ON "connections" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (connections.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = connections.id and g.grantor_id = connections.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (connections.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = connections.id and g.grantor_id = connections.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "connections_remove" ON "connections" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (connections.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "household_invites_read" ON "household_invites" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (household_invites.household_id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "household_invites_insert" ON "household_invites" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (household_invites.household_id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "household_invites_remove" ON "household_invites" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (household_invites.household_id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "household_members_read" ON "household_members" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (household_members.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "household_members_update" ON "household_members" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (household_members.household_id = ANY(((select my_admin_households()))::uuid[])) WITH CHECK (household_members.household_id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "household_members_remove" ON "household_members" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (household_members.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR household_members.household_id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "households_read" ON "households" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (households.id = ANY(((select my_households()))::uuid[]) OR (households.created_by = (select nullif(current_setting('app.user_id', true), '')::uuid) AND households.created_at = now()));--> statement-breakpoint
CREATE POLICY "households_insert" ON "households" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (households.created_by = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "households_update" ON "households" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (households.id = ANY(((select my_admin_households()))::uuid[])) WITH CHECK (households.id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "households_remove" ON "households" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (households.id = ANY(((select my_admin_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "dependents_read" ON "dependents" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (dependents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = dependents.id and g.grantor_id = dependents.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "dependents_insert" ON "dependents" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (dependents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "dependents_update" ON "dependents" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (dependents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = dependents.id and g.grantor_id = dependents.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (dependents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = dependents.id and g.grantor_id = dependents.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "dependents_remove" ON "dependents" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (dependents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "personas_read" ON "personas" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = personas.id and g.grantor_id = personas.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "personas_insert" ON "personas" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "personas_update" ON "personas" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = personas.id and g.grantor_id = personas.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = personas.id and g.grantor_id = personas.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "personas_remove" ON "personas" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (personas.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "user_settings_read" ON "user_settings" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (user_settings.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "user_settings_insert" ON "user_settings" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (user_settings.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "user_settings_update" ON "user_settings" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (user_settings.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (user_settings.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "users_read" ON "users" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (users.id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "users_update" ON "users" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (users.id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (users.id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_jobs_read" ON "import_jobs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (import_jobs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_jobs_insert" ON "import_jobs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (import_jobs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_jobs_update" ON "import_jobs" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (import_jobs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (import_jobs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "import_jobs_remove" ON "import_jobs" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (import_jobs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "email_addresses_read" ON "email_addresses" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (email_addresses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "email_addresses_insert" ON "email_addresses" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (email_addresses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "email_addresses_update" ON "email_addresses" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (email_addresses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (email_addresses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "email_addresses_remove" ON "email_addresses" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (email_addresses.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "inbound_emails_read" ON "inbound_emails" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (inbound_emails.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "inbound_emails_insert" ON "inbound_emails" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (inbound_emails.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "inbound_emails_update" ON "inbound_emails" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (inbound_emails.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (inbound_emails.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "inbound_emails_remove" ON "inbound_emails" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (inbound_emails.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "data_streams_read" ON "data_streams" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (data_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "data_streams_insert" ON "data_streams" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (data_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "data_streams_update" ON "data_streams" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (data_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (data_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "data_streams_remove" ON "data_streams" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (data_streams.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "document_chunks_read" ON "document_chunks" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from documents p where p.id = document_chunks.document_id));--> statement-breakpoint
CREATE POLICY "document_chunks_insert" ON "document_chunks" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from documents p where p.id = document_chunks.document_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "document_chunks_update" ON "document_chunks" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from documents p where p.id = document_chunks.document_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from documents p where p.id = document_chunks.document_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "document_chunks_remove" ON "document_chunks" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from documents p where p.id = document_chunks.document_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "documents_read" ON "documents" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR documents.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = documents.id and g.grantor_id = documents.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "documents_insert" ON "documents" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (documents.household_id IS NULL OR documents.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "documents_update" ON "documents" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR documents.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = documents.id and g.grantor_id = documents.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR documents.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = documents.id and g.grantor_id = documents.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (documents.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (documents.household_id IS NULL OR documents.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "documents_remove" ON "documents" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (documents.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR documents.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "files_read" ON "files" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (files.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR files.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = files.id and g.grantor_id = files.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "files_insert" ON "files" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (files.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (files.household_id IS NULL OR files.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "files_update" ON "files" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (files.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR files.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = files.id and g.grantor_id = files.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((files.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR files.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = files.id and g.grantor_id = files.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (files.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (files.household_id IS NULL OR files.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "files_remove" ON "files" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (files.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR files.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "entities_read" ON "entities" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (entities.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = entities.id and g.grantor_id = entities.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "entities_insert" ON "entities" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (entities.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "entities_update" ON "entities" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (entities.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = entities.id and g.grantor_id = entities.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (entities.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = entities.id and g.grantor_id = entities.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "entities_remove" ON "entities" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (entities.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "entity_links_read" ON "entity_links" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = entity_links.id and g.grantor_id = entity_links.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "entity_links_insert" ON "entity_links" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "entity_links_update" ON "entity_links" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = entity_links.id and g.grantor_id = entity_links.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = entity_links.id and g.grantor_id = entity_links.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "entity_links_remove" ON "entity_links" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (entity_links.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "journal_entries_read" ON "journal_entries" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (journal_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = journal_entries.id and g.grantor_id = journal_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "journal_entries_insert" ON "journal_entries" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (journal_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "journal_entries_update" ON "journal_entries" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (journal_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = journal_entries.id and g.grantor_id = journal_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (journal_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = journal_entries.id and g.grantor_id = journal_entries.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "journal_entries_remove" ON "journal_entries" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (journal_entries.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contacts_read" ON "contacts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (contacts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = contacts.id and g.grantor_id = contacts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "contacts_insert" ON "contacts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (contacts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "contacts_update" ON "contacts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (contacts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = contacts.id and g.grantor_id = contacts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (contacts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = contacts.id and g.grantor_id = contacts.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "contacts_remove" ON "contacts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (contacts.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "interactions_read" ON "interactions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = interactions.id and g.grantor_id = interactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "interactions_insert" ON "interactions" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "interactions_update" ON "interactions" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = interactions.id and g.grantor_id = interactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = interactions.id and g.grantor_id = interactions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "interactions_remove" ON "interactions" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (interactions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "events_read" ON "events" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR events.actor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (events.household_id = ANY(((select my_households()))::uuid[]) AND EXISTS (select 1 from household_members m where m.household_id = events.household_id and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and m.created_at <= events.created_at) AND NOT EXISTS (select 1 from unshared_rows u where u.entity_id = events.entity_id and u.household_id = events.household_id and u.unshared_at >= events.created_at)) OR EXISTS (select 1 from access_grants g where g.entity_id = events.entity_id and g.grantor_id = events.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.updated_at <= events.created_at) OR (((select my_granted_since()) ->> (events.user_id || ':' || events.entity_id))::timestamptz <= events.created_at));--> statement-breakpoint
CREATE POLICY "events_insert" ON "events" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (events.actor_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND events.created_at = now() AND CASE WHEN events.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) THEN events.household_id IS NULL OR events.household_id = ANY(((select my_households()))::uuid[]) ELSE events.user_id = ANY(((select my_companions()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.grantor_id = events.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) END);--> statement-breakpoint
CREATE POLICY "events_pillar" ON "events" AS RESTRICTIVE FOR SELECT TO "lifeos_app" USING ((select nullif(current_setting('app.pillars', true), '')) is null OR split_part(events.source, '/', 2) = ANY((select string_to_array(current_setting('app.pillars', true), ','))::text[]));--> statement-breakpoint
CREATE POLICY "outbox_read" ON "outbox" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (false);--> statement-breakpoint
CREATE POLICY "outbox_insert" ON "outbox" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (true);--> statement-breakpoint
CREATE POLICY "exports_read" ON "exports" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (exports.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "exports_insert" ON "exports" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (exports.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "exports_update" ON "exports" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (exports.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (exports.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "exports_remove" ON "exports" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (exports.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "notifications_read" ON "notifications" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (notifications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "notifications_insert" ON "notifications" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (notifications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "notifications_update" ON "notifications" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (notifications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (notifications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "notifications_remove" ON "notifications" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (notifications.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "notifications_pillar" ON "notifications" AS RESTRICTIVE FOR SELECT TO "lifeos_app" USING ((select nullif(current_setting('app.pillars', true), '')) is null OR pillar_of_event(notifications.source_event_id) = ANY((select string_to_array(current_setting('app.pillars', true), ','))::text[]));--> statement-breakpoint
CREATE POLICY "push_devices_read" ON "push_devices" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (push_devices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "push_devices_insert" ON "push_devices" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (push_devices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "push_devices_update" ON "push_devices" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (push_devices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (push_devices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "push_devices_remove" ON "push_devices" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (push_devices.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "webhook_attempts_read" ON "webhook_attempts" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from webhook_endpoints p where p.id = webhook_attempts.webhook_endpoint_id));--> statement-breakpoint
CREATE POLICY "webhook_attempts_insert" ON "webhook_attempts" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from webhook_endpoints p where p.id = webhook_attempts.webhook_endpoint_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "webhook_attempts_update" ON "webhook_attempts" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from webhook_endpoints p where p.id = webhook_attempts.webhook_endpoint_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)))) WITH CHECK (EXISTS (select 1 from webhook_endpoints p where p.id = webhook_attempts.webhook_endpoint_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "webhook_attempts_remove" ON "webhook_attempts" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from webhook_endpoints p where p.id = webhook_attempts.webhook_endpoint_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_read" ON "webhook_endpoints" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (webhook_endpoints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_insert" ON "webhook_endpoints" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (webhook_endpoints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_update" ON "webhook_endpoints" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (webhook_endpoints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (webhook_endpoints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "webhook_endpoints_remove" ON "webhook_endpoints" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (webhook_endpoints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_logs_read" ON "audit_logs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (audit_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "audit_logs_insert" ON "audit_logs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (audit_logs.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND audit_logs.actor_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "idempotency_keys_read" ON "idempotency_keys" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (idempotency_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "idempotency_keys_insert" ON "idempotency_keys" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (idempotency_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "idempotency_keys_update" ON "idempotency_keys" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (idempotency_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) WITH CHECK (idempotency_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "idempotency_keys_remove" ON "idempotency_keys" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (idempotency_keys.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "focus_sessions_read" ON "focus_sessions" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (focus_sessions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = focus_sessions.id and g.grantor_id = focus_sessions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "focus_sessions_insert" ON "focus_sessions" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (focus_sessions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "focus_sessions_update" ON "focus_sessions" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (focus_sessions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = focus_sessions.id and g.grantor_id = focus_sessions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (focus_sessions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = focus_sessions.id and g.grantor_id = focus_sessions.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "focus_sessions_remove" ON "focus_sessions" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (focus_sessions.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "achievements_read" ON "achievements" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (achievements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = achievements.id and g.grantor_id = achievements.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "achievements_insert" ON "achievements" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (achievements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "achievements_update" ON "achievements" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (achievements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = achievements.id and g.grantor_id = achievements.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (achievements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = achievements.id and g.grantor_id = achievements.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "achievements_remove" ON "achievements" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (achievements.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "habit_check_ins_read" ON "habit_check_ins" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (habit_check_ins.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habit_check_ins.id and g.grantor_id = habit_check_ins.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "habit_check_ins_insert" ON "habit_check_ins" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (habit_check_ins.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "habit_check_ins_update" ON "habit_check_ins" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (habit_check_ins.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habit_check_ins.id and g.grantor_id = habit_check_ins.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (habit_check_ins.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habit_check_ins.id and g.grantor_id = habit_check_ins.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "habit_check_ins_remove" ON "habit_check_ins" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (habit_check_ins.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "habits_read" ON "habits" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (habits.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habits.id and g.grantor_id = habits.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "habits_insert" ON "habits" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (habits.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "habits_update" ON "habits" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (habits.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habits.id and g.grantor_id = habits.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (habits.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = habits.id and g.grantor_id = habits.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "habits_remove" ON "habits" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (habits.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "streaks_read" ON "streaks" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (streaks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = streaks.id and g.grantor_id = streaks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "streaks_insert" ON "streaks" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (streaks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "streaks_update" ON "streaks" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (streaks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = streaks.id and g.grantor_id = streaks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (streaks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = streaks.id and g.grantor_id = streaks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "streaks_remove" ON "streaks" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (streaks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "routine_runs_read" ON "routine_runs" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from routines p where p.id = routine_runs.routine_id));--> statement-breakpoint
CREATE POLICY "routine_runs_insert" ON "routine_runs" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from routines p where p.id = routine_runs.routine_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "routine_runs_update" ON "routine_runs" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from routines p where p.id = routine_runs.routine_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))))) WITH CHECK (EXISTS (select 1 from routines p where p.id = routine_runs.routine_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "routine_runs_remove" ON "routine_runs" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from routines p where p.id = routine_runs.routine_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')))));--> statement-breakpoint
CREATE POLICY "routines_read" ON "routines" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (routines.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR routines.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = routines.id and g.grantor_id = routines.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "routines_insert" ON "routines" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (routines.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (routines.household_id IS NULL OR routines.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "routines_update" ON "routines" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (routines.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR routines.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = routines.id and g.grantor_id = routines.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((routines.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR routines.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = routines.id and g.grantor_id = routines.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (routines.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (routines.household_id IS NULL OR routines.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "routines_remove" ON "routines" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (routines.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR routines.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "content_items_read" ON "content_items" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (content_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = content_items.id and g.grantor_id = content_items.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "content_items_insert" ON "content_items" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (content_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "content_items_update" ON "content_items" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (content_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = content_items.id and g.grantor_id = content_items.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (content_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = content_items.id and g.grantor_id = content_items.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "content_items_remove" ON "content_items" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (content_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "goals_read" ON "goals" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = goals.id and g.grantor_id = goals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) OR (goals.parent_id IS NOT NULL AND goals.parent_id = ANY(((select my_granted('goals')))::uuid[])));--> statement-breakpoint
CREATE POLICY "goals_insert" ON "goals" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK ((goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) OR (goals.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) AND (goals.parent_id IS NOT NULL)));--> statement-breakpoint
CREATE POLICY "goals_update" ON "goals" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = goals.id and g.grantor_id = goals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (goals.parent_id IS NOT NULL AND goals.parent_id = ANY(((select my_granted('goals', true)))::uuid[]))) WITH CHECK (goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = goals.id and g.grantor_id = goals.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (goals.parent_id IS NOT NULL AND goals.parent_id = ANY(((select my_granted('goals', true)))::uuid[])));--> statement-breakpoint
CREATE POLICY "goals_remove" ON "goals" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (goals.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "life_domains_read" ON "life_domains" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (life_domains.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = life_domains.id and g.grantor_id = life_domains.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "life_domains_insert" ON "life_domains" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (life_domains.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "life_domains_update" ON "life_domains" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (life_domains.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = life_domains.id and g.grantor_id = life_domains.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (life_domains.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = life_domains.id and g.grantor_id = life_domains.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "life_domains_remove" ON "life_domains" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (life_domains.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "projects_read" ON "projects" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (projects.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR projects.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = projects.id and g.grantor_id = projects.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) OR (projects.goal_id IS NOT NULL AND projects.goal_id = ANY(((select my_granted('goals')))::uuid[])));--> statement-breakpoint
CREATE POLICY "projects_insert" ON "projects" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK ((projects.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (projects.household_id IS NULL OR projects.household_id = ANY(((select my_households()))::uuid[]))) OR (projects.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) AND (projects.goal_id IS NOT NULL)));--> statement-breakpoint
CREATE POLICY "projects_update" ON "projects" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (projects.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR projects.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = projects.id and g.grantor_id = projects.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (projects.goal_id IS NOT NULL AND projects.goal_id = ANY(((select my_granted('goals', true)))::uuid[]))) WITH CHECK ((projects.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR projects.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = projects.id and g.grantor_id = projects.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (projects.goal_id IS NOT NULL AND projects.goal_id = ANY(((select my_granted('goals', true)))::uuid[]))) AND (projects.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (projects.household_id IS NULL OR projects.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "projects_remove" ON "projects" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (projects.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR projects.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "sprints_read" ON "sprints" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (sprints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = sprints.id and g.grantor_id = sprints.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "sprints_insert" ON "sprints" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (sprints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "sprints_update" ON "sprints" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (sprints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = sprints.id and g.grantor_id = sprints.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK (sprints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR EXISTS (select 1 from access_grants g where g.entity_id = sprints.id and g.grantor_id = sprints.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')));--> statement-breakpoint
CREATE POLICY "sprints_remove" ON "sprints" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (sprints.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));--> statement-breakpoint
CREATE POLICY "task_dependencies_read" ON "task_dependencies" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (EXISTS (select 1 from tasks p where p.id = task_dependencies.task_id));--> statement-breakpoint
CREATE POLICY "task_dependencies_insert" ON "task_dependencies" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (EXISTS (select 1 from tasks p where p.id = task_dependencies.task_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (p.project_id IS NOT NULL AND p.project_id = ANY(((select my_granted('projects', true)))::uuid[])) OR (p.goal_id IS NOT NULL AND p.goal_id = ANY(((select my_granted('goals', true)))::uuid[])) OR (p.parent_task_id IS NOT NULL AND p.parent_task_id = ANY(((select my_granted('tasks', true)))::uuid[])))));--> statement-breakpoint
CREATE POLICY "task_dependencies_update" ON "task_dependencies" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (EXISTS (select 1 from tasks p where p.id = task_dependencies.task_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (p.project_id IS NOT NULL AND p.project_id = ANY(((select my_granted('projects', true)))::uuid[])) OR (p.goal_id IS NOT NULL AND p.goal_id = ANY(((select my_granted('goals', true)))::uuid[])) OR (p.parent_task_id IS NOT NULL AND p.parent_task_id = ANY(((select my_granted('tasks', true)))::uuid[]))))) WITH CHECK (EXISTS (select 1 from tasks p where p.id = task_dependencies.task_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (p.project_id IS NOT NULL AND p.project_id = ANY(((select my_granted('projects', true)))::uuid[])) OR (p.goal_id IS NOT NULL AND p.goal_id = ANY(((select my_granted('goals', true)))::uuid[])) OR (p.parent_task_id IS NOT NULL AND p.parent_task_id = ANY(((select my_granted('tasks', true)))::uuid[])))));--> statement-breakpoint
CREATE POLICY "task_dependencies_remove" ON "task_dependencies" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (EXISTS (select 1 from tasks p where p.id = task_dependencies.task_id and (p.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR p.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = p.id and g.grantor_id = p.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (p.project_id IS NOT NULL AND p.project_id = ANY(((select my_granted('projects', true)))::uuid[])) OR (p.goal_id IS NOT NULL AND p.goal_id = ANY(((select my_granted('goals', true)))::uuid[])) OR (p.parent_task_id IS NOT NULL AND p.parent_task_id = ANY(((select my_granted('tasks', true)))::uuid[])))));--> statement-breakpoint
CREATE POLICY "tasks_read" ON "tasks" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (tasks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR tasks.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = tasks.id and g.grantor_id = tasks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) OR (tasks.project_id IS NOT NULL AND tasks.project_id = ANY(((select my_granted('projects')))::uuid[])) OR (tasks.goal_id IS NOT NULL AND tasks.goal_id = ANY(((select my_granted('goals')))::uuid[])) OR (tasks.parent_task_id IS NOT NULL AND tasks.parent_task_id = ANY(((select my_granted('tasks')))::uuid[])));--> statement-breakpoint
CREATE POLICY "tasks_insert" ON "tasks" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK ((tasks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (tasks.household_id IS NULL OR tasks.household_id = ANY(((select my_households()))::uuid[]))) OR (tasks.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) AND (tasks.project_id IS NOT NULL OR tasks.goal_id IS NOT NULL OR tasks.parent_task_id IS NOT NULL)));--> statement-breakpoint
CREATE POLICY "tasks_update" ON "tasks" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (tasks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR tasks.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = tasks.id and g.grantor_id = tasks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (tasks.project_id IS NOT NULL AND tasks.project_id = ANY(((select my_granted('projects', true)))::uuid[])) OR (tasks.goal_id IS NOT NULL AND tasks.goal_id = ANY(((select my_granted('goals', true)))::uuid[])) OR (tasks.parent_task_id IS NOT NULL AND tasks.parent_task_id = ANY(((select my_granted('tasks', true)))::uuid[]))) WITH CHECK ((tasks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR tasks.household_id = ANY(((select my_households()))::uuid[]) OR EXISTS (select 1 from access_grants g where g.entity_id = tasks.id and g.grantor_id = tasks.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (tasks.project_id IS NOT NULL AND tasks.project_id = ANY(((select my_granted('projects', true)))::uuid[])) OR (tasks.goal_id IS NOT NULL AND tasks.goal_id = ANY(((select my_granted('goals', true)))::uuid[])) OR (tasks.parent_task_id IS NOT NULL AND tasks.parent_task_id = ANY(((select my_granted('tasks', true)))::uuid[]))) AND (tasks.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (tasks.household_id IS NULL OR tasks.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "tasks_remove" ON "tasks" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (tasks.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR tasks.household_id = ANY(((select my_households()))::uuid[]));--> statement-breakpoint
CREATE POLICY "todo_categories_read" ON "todo_categories" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (todo_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_categories.household_id = ANY(((select my_households()))::uuid[]) AND todo_categories.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_categories.id and g.grantor_id = todo_categories.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)));--> statement-breakpoint
CREATE POLICY "todo_categories_insert" ON "todo_categories" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK (todo_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (todo_categories.household_id IS NULL OR todo_categories.household_id = ANY(((select my_households()))::uuid[])));--> statement-breakpoint
CREATE POLICY "todo_categories_update" ON "todo_categories" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (todo_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_categories.household_id = ANY(((select my_households()))::uuid[]) AND todo_categories.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_categories.id and g.grantor_id = todo_categories.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) WITH CHECK ((todo_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_categories.household_id = ANY(((select my_households()))::uuid[]) AND todo_categories.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_categories.id and g.grantor_id = todo_categories.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator'))) AND (todo_categories.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_categories.household_id IS NULL OR todo_categories.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "todo_categories_remove" ON "todo_categories" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (todo_categories.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_categories.household_id = ANY(((select my_households()))::uuid[]) AND todo_categories.is_shared));--> statement-breakpoint
CREATE POLICY "todo_items_read" ON "todo_items" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (todo_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_items.household_id = ANY(((select my_households()))::uuid[]) AND todo_items.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_items.id and g.grantor_id = todo_items.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) OR (todo_items.list_id IS NOT NULL AND todo_items.list_id = ANY(((select my_granted('todo_lists')))::uuid[])));--> statement-breakpoint
CREATE POLICY "todo_items_insert" ON "todo_items" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK ((todo_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (todo_items.household_id IS NULL OR todo_items.household_id = ANY(((select my_households()))::uuid[]))) OR (todo_items.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) AND (todo_items.list_id IS NOT NULL)));--> statement-breakpoint
CREATE POLICY "todo_items_update" ON "todo_items" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (todo_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_items.household_id = ANY(((select my_households()))::uuid[]) AND todo_items.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_items.id and g.grantor_id = todo_items.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (todo_items.list_id IS NOT NULL AND todo_items.list_id = ANY(((select my_granted('todo_lists', true)))::uuid[]))) WITH CHECK ((todo_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_items.household_id = ANY(((select my_households()))::uuid[]) AND todo_items.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_items.id and g.grantor_id = todo_items.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (todo_items.list_id IS NOT NULL AND todo_items.list_id = ANY(((select my_granted('todo_lists', true)))::uuid[]))) AND (todo_items.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_items.household_id IS NULL OR todo_items.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "todo_items_remove" ON "todo_items" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (todo_items.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_items.household_id = ANY(((select my_households()))::uuid[]) AND todo_items.is_shared));--> statement-breakpoint
CREATE POLICY "todo_lists_read" ON "todo_lists" AS PERMISSIVE FOR SELECT TO "lifeos_app" USING (todo_lists.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_lists.household_id = ANY(((select my_households()))::uuid[]) AND todo_lists.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_lists.id and g.grantor_id = todo_lists.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)) OR (todo_lists.category_id IS NOT NULL AND todo_lists.category_id = ANY(((select my_granted('todo_categories')))::uuid[])));--> statement-breakpoint
CREATE POLICY "todo_lists_insert" ON "todo_lists" AS PERMISSIVE FOR INSERT TO "lifeos_app" WITH CHECK ((todo_lists.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) AND (todo_lists.household_id IS NULL OR todo_lists.household_id = ANY(((select my_households()))::uuid[]))) OR (todo_lists.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) AND (todo_lists.category_id IS NOT NULL)));--> statement-breakpoint
CREATE POLICY "todo_lists_update" ON "todo_lists" AS PERMISSIVE FOR UPDATE TO "lifeos_app" USING (todo_lists.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_lists.household_id = ANY(((select my_households()))::uuid[]) AND todo_lists.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_lists.id and g.grantor_id = todo_lists.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (todo_lists.category_id IS NOT NULL AND todo_lists.category_id = ANY(((select my_granted('todo_categories', true)))::uuid[]))) WITH CHECK ((todo_lists.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_lists.household_id = ANY(((select my_households()))::uuid[]) AND todo_lists.is_shared) OR EXISTS (select 1 from access_grants g where g.entity_id = todo_lists.id and g.grantor_id = todo_lists.user_id and g.grantee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and g.role in ('owner','collaborator')) OR (todo_lists.category_id IS NOT NULL AND todo_lists.category_id = ANY(((select my_granted('todo_categories', true)))::uuid[]))) AND (todo_lists.user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_lists.household_id IS NULL OR todo_lists.household_id = ANY(((select my_households()))::uuid[]))));--> statement-breakpoint
CREATE POLICY "todo_lists_remove" ON "todo_lists" AS PERMISSIVE FOR DELETE TO "lifeos_app" USING (todo_lists.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid) OR (todo_lists.household_id = ANY(((select my_households()))::uuid[]) AND todo_lists.is_shared));--> statement-breakpoint
-- What drizzle-kit cannot say: the index serves prefixes, and what is in these two tables can be made again, so losing it in a crash is
-- better than writing it twice.
CREATE INDEX "cache_entries_prefix" ON "cache_entries" ("key" text_pattern_ops);--> statement-breakpoint
ALTER TABLE "cache_entries" SET UNLOGGED;--> statement-breakpoint
ALTER TABLE "rate_limits" SET UNLOGGED;
