-- A database of schema 1, with two invented articles, as that version wrote it.
BEGIN;
CREATE TABLE meta (
	name VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (name)
);
CREATE TABLE article (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	caller_id VARCHAR, 
	outlet VARCHAR, 
	url VARCHAR, 
	title TEXT, 
	text TEXT NOT NULL, 
	published VARCHAR, 
	source VARCHAR, 
	first_read VARCHAR NOT NULL, 
	version INTEGER NOT NULL, 
	replaced_by VARCHAR, 
	PRIMARY KEY ("key"), 
	UNIQUE (id)
);
CREATE TABLE event (
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	confidence FLOAT NOT NULL, 
	earliest VARCHAR, 
	latest VARCHAR, 
	rejected VARCHAR, 
	body TEXT NOT NULL, 
	digest VARCHAR NOT NULL, 
	PRIMARY KEY (id)
);
CREATE TABLE event_alias (
	alias VARCHAR NOT NULL, 
	event VARCHAR, 
	PRIMARY KEY (alias)
);
CREATE TABLE decision (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	action VARCHAR NOT NULL, 
	level VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	target VARCHAR, 
	field VARCHAR, 
	value TEXT, 
	record TEXT, 
	who VARCHAR NOT NULL, 
	said_at VARCHAR NOT NULL, 
	why TEXT NOT NULL, 
	anchors TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	UNIQUE (id)
);
CREATE TABLE reading (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	article INTEGER NOT NULL, 
	reader VARCHAR NOT NULL, 
	read_at VARCHAR NOT NULL, 
	complete BOOLEAN NOT NULL, 
	current BOOLEAN NOT NULL, 
	language VARCHAR NOT NULL, 
	relevant BOOLEAN NOT NULL, 
	published VARCHAR, 
	told VARCHAR, 
	body TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	UNIQUE (id), 
	FOREIGN KEY(article) REFERENCES article ("key")
);
CREATE TABLE event_report (
	report VARCHAR NOT NULL, 
	event VARCHAR NOT NULL, 
	PRIMARY KEY (report), 
	FOREIGN KEY(event) REFERENCES event (id)
);
CREATE TABLE event_link (
	event VARCHAR NOT NULL, 
	role VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (event, role, value), 
	FOREIGN KEY(event) REFERENCES event (id)
);
CREATE TABLE report (
	"key" INTEGER NOT NULL, 
	id VARCHAR NOT NULL, 
	reading INTEGER NOT NULL, 
	kind VARCHAR NOT NULL, 
	position INTEGER NOT NULL, 
	confidence FLOAT NOT NULL, 
	earliest VARCHAR, 
	latest VARCHAR, 
	fields TEXT NOT NULL, 
	PRIMARY KEY ("key"), 
	UNIQUE (reading, id), 
	FOREIGN KEY(reading) REFERENCES reading ("key")
);
CREATE TABLE report_link (
	report INTEGER NOT NULL, 
	role VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (report, role, value), 
	FOREIGN KEY(report) REFERENCES report ("key")
);
CREATE VIRTUAL TABLE words USING fts5(title, body, content='');
CREATE INDEX ix_article_caller_id ON article (caller_id);
CREATE INDEX ix_article_url ON article (url);
CREATE INDEX ix_event_kind ON event (kind);
CREATE INDEX ix_event_alias_event ON event_alias (event);
CREATE INDEX ix_reading_article ON reading (article);
CREATE INDEX ix_event_report_event ON event_report (event);
CREATE INDEX event_link_value ON event_link (role, value);
CREATE INDEX report_kind ON report (kind, reading);
CREATE INDEX ix_report_id ON report (id);
CREATE INDEX report_link_value ON report_link (role, value);
INSERT INTO "meta" VALUES ('schema', '1');
INSERT INTO "article" VALUES (1, '8489a8b692269e29', 'a1', 'Le Courrier inventé', 'https://courrier.example/1', 'Jandos Kereïbek reçoit Aïssa Doumbé à Astana', 'Jandos Kereïbek reçoit Aïssa Doumbé à Astana
ASTANA, 27 mai (article construit) - Le ministre kazakh des Affaires étrangères, Jandos Kereïbek, a reçu mardi son homologue rwandaise, Aïssa Doumbé, en visite officielle. « Nos agences spatiales travailleront ensemble », a déclaré la ministre. Les échanges ont atteint 4 millions de dollars.', '2025-05-27', NULL, '2025-06-01T12:00:00+00:00', 1, NULL);
INSERT INTO "article" VALUES (2, '435b015b9213e8bb', 'b1', 'La Gazette inventée', NULL, 'Visite à Astana', 'Visite à Astana
(article construit) La ministre rwandaise Aïssa Doumbé est arrivée mardi à Astana.', '2025-05-27', NULL, '2025-06-01T12:00:00+00:00', 1, NULL);
INSERT INTO "event" VALUES ('ea-9640c66f720c', 'agreements', 0.6, '2025-05-27', '2025-05-27', NULL, '{"fields":{"status":"signed","instrument":"memorandum","parties":["KAZ","RWA"],"date":"2025-05-27","sectors":["space"],"label":"mémorandum sur les satellites","count":null},"conflicts":{},"reasons":[],"decided":{}}', 'b400ab3ab6b4834f6e09cea7eedb8693');
INSERT INTO "event" VALUES ('ec-aec4afbdbb04', 'commitments', 0.5, '2026-01-01', '2026-12-31', NULL, '{"fields":{"by":"KAZ","to":["RWA"],"kind":"opening","label":"ambassade à Kigali","due":"2026","status":"open","participants":[]},"conflicts":{},"reasons":[],"decided":{}}', 'f4a993678f8c3a451aa0ba80ea739d8e');
INSERT INTO "event" VALUES ('ef-1c6bed1461f3', 'figures', 0.9, NULL, NULL, NULL, '{"fields":{"value":4000000.0,"high":null,"unit":"USD","bound":"exact","measure":"trade","countries":["KAZ","RWA"],"period":null,"speaker":null,"participants":[]},"conflicts":{},"reasons":[],"decided":{}}', '769b999cd18ce234472ec5c9f7aacddf');
INSERT INTO "event" VALUES ('em-49d3399f96b1', 'meetings', 0.7, '2025-05-27', '2025-05-27', NULL, '{"fields":{"people":["Aïssa Doumbé","Jandos Kereïbek"],"sides":["KAZ","RWA"],"date":"2025-05-27","place":"Astana","country":"KAZ","form":"in_person","status":"held","topics":["space"],"participants":[{"name":"Jandos Kereïbek","office":"foreign_minister","side":"KAZ"},{"name":"Aïssa Doumbé","office":"foreign_minister","side":"RWA"}]},"conflicts":{},"reasons":[],"decided":{}}', '3e0319684e583f5efa2cd463922f73c5');
INSERT INTO "event" VALUES ('eq-b89e62777ae7', 'quotes', 0.9, '2025-05-27', '2025-05-27', NULL, '{"fields":{"speaker":"Aïssa Doumbé","text":"Nos agences spatiales travailleront ensemble","participants":[{"name":"Aïssa Doumbé","office":"foreign_minister","side":"RWA"}]},"conflicts":{},"reasons":[],"decided":{}}', '5c9574710f76cb841388e3cbdc7ba654');
INSERT INTO "event" VALUES ('ev-09615889c6f9', 'visits', 0.8, '2025-05-27', '2025-05-27', NULL, '{"fields":{"traveller":"Aïssa Doumbé","office":"foreign_minister","from":"RWA","to":"KAZ","place":"Astana","start":"2025-05-27","end":null,"kind":"working","status":"held","sites":[]},"conflicts":{},"reasons":[["v-09615889c6f9","v-ca5cb4c818ae",0.0,[["held to be one by a decision",0.0]]]],"decided":{"kind":"d-882570a5171e"}}', '8663d49bab6208600287b520ec6ff82b');
INSERT INTO "decision" VALUES (1, 'd-882570a5171e', 'set', 'event', 'visits', 'ev-09615889c6f9', 'kind', '"working"', NULL, 'test', '2025-06-01T12:00:00+00:00', 'note de service', '[{"report":"v-ca5cb4c818ae","article":"435b015b9213e8bb","kind":"visits","anchor":[71,82],"words":"est arrivée","told":{"traveller":"Aïssa Doumbé","to":"KAZ"}},{"report":"v-09615889c6f9","article":"8489a8b692269e29","kind":"visits","anchor":[195,215],"words":"en visite officielle","told":{"traveller":"Aïssa Doumbé","to":"KAZ"}}]');
INSERT INTO "reading" VALUES (1, '6f232cb696979060', 1, '0.1.0+0123456789abcdef', '2025-06-01T12:00:00+00:00', 1, 1, 'fr', 1, '2025-05-27', '2025-05-27', '{"sectors":["space"],"furniture":[],"evidence":{}}');
INSERT INTO "reading" VALUES (2, '6aa9ba5007faf62b', 2, '0.1.0+0123456789abcdef', '2025-06-01T12:00:00+00:00', 1, 1, 'fr', 1, '2025-05-27', '2025-05-27', '{"sectors":["space"],"furniture":[],"evidence":{}}');
INSERT INTO "event_report" VALUES ('a-9640c66f720c', 'ea-9640c66f720c');
INSERT INTO "event_report" VALUES ('c-aec4afbdbb04', 'ec-aec4afbdbb04');
INSERT INTO "event_report" VALUES ('f-1c6bed1461f3', 'ef-1c6bed1461f3');
INSERT INTO "event_report" VALUES ('m-49d3399f96b1', 'em-49d3399f96b1');
INSERT INTO "event_report" VALUES ('q-b89e62777ae7', 'eq-b89e62777ae7');
INSERT INTO "event_report" VALUES ('v-09615889c6f9', 'ev-09615889c6f9');
INSERT INTO "event_report" VALUES ('v-ca5cb4c818ae', 'ev-09615889c6f9');
INSERT INTO "event_link" VALUES ('ea-9640c66f720c', 'country', 'kaz');
INSERT INTO "event_link" VALUES ('ea-9640c66f720c', 'country', 'rwa');
INSERT INTO "event_link" VALUES ('ea-9640c66f720c', 'sector', 'space');
INSERT INTO "event_link" VALUES ('ec-aec4afbdbb04', 'country', 'kaz');
INSERT INTO "event_link" VALUES ('ec-aec4afbdbb04', 'country', 'rwa');
INSERT INTO "event_link" VALUES ('ec-aec4afbdbb04', 'person', 'KAZ');
INSERT INTO "event_link" VALUES ('ec-aec4afbdbb04', 'sector', 'space');
INSERT INTO "event_link" VALUES ('ef-1c6bed1461f3', 'country', 'kaz');
INSERT INTO "event_link" VALUES ('ef-1c6bed1461f3', 'country', 'rwa');
INSERT INTO "event_link" VALUES ('ef-1c6bed1461f3', 'sector', 'space');
INSERT INTO "event_link" VALUES ('em-49d3399f96b1', 'country', 'kaz');
INSERT INTO "event_link" VALUES ('em-49d3399f96b1', 'country', 'rwa');
INSERT INTO "event_link" VALUES ('em-49d3399f96b1', 'person', 'Aïssa Doumbé');
INSERT INTO "event_link" VALUES ('em-49d3399f96b1', 'person', 'Jandos Kereïbek');
INSERT INTO "event_link" VALUES ('em-49d3399f96b1', 'sector', 'space');
INSERT INTO "event_link" VALUES ('eq-b89e62777ae7', 'country', 'rwa');
INSERT INTO "event_link" VALUES ('eq-b89e62777ae7', 'person', 'Aïssa Doumbé');
INSERT INTO "event_link" VALUES ('eq-b89e62777ae7', 'sector', 'space');
INSERT INTO "event_link" VALUES ('ev-09615889c6f9', 'country', 'rwa');
INSERT INTO "event_link" VALUES ('ev-09615889c6f9', 'country', 'kaz');
INSERT INTO "event_link" VALUES ('ev-09615889c6f9', 'person', 'Aïssa Doumbé');
INSERT INTO "event_link" VALUES ('ev-09615889c6f9', 'sector', 'space');
INSERT INTO "report" VALUES (1, 'v-09615889c6f9', 1, 'visits', 0, 0.8, '2025-05-27', '2025-05-27', '{"id":"v-09615889c6f9","traveller":"Aïssa Doumbé","office":"foreign_minister","from":"RWA","to":"KAZ","place":"Astana","start":"2025-05-27","end":null,"kind":"official","status":"held","sites":[],"anchor":[195,215],"rule":"test.rule","confidence":0.8,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report" VALUES (2, 'm-49d3399f96b1', 1, 'meetings', 0, 0.7, '2025-05-27', '2025-05-27', '{"id":"m-49d3399f96b1","people":["Jandos Kereïbek","Aïssa Doumbé"],"sides":["KAZ","RWA"],"date":"2025-05-27","place":"Astana","country":"KAZ","form":"in_person","status":"held","topics":["space"],"participants":[{"name":"Jandos Kereïbek","office":"foreign_minister","side":"KAZ"},{"name":"Aïssa Doumbé","office":"foreign_minister","side":"RWA"}],"anchor":[143,149],"rule":"test.rule","confidence":0.7,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report" VALUES (3, 'a-9640c66f720c', 1, 'agreements', 0, 0.6, '2025-05-27', '2025-05-27', '{"id":"a-9640c66f720c","status":"signed","instrument":"memorandum","parties":["KAZ","RWA"],"date":"2025-05-27","sectors":["space"],"label":"mémorandum sur les satellites","count":null,"anchor":[0,1],"rule":"test.rule","confidence":0.6,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report" VALUES (4, 'f-1c6bed1461f3', 1, 'figures', 0, 0.9, NULL, NULL, '{"id":"f-1c6bed1461f3","value":4000000.0,"high":null,"unit":"USD","bound":"exact","measure":"trade","countries":["KAZ","RWA"],"period":null,"speaker":null,"participants":[],"anchor":[315,336],"rule":"test.rule","confidence":0.9,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report" VALUES (5, 'q-b89e62777ae7', 1, 'quotes', 0, 0.9, '2025-05-27', '2025-05-27', '{"id":"q-b89e62777ae7","speaker":"Aïssa Doumbé","text":"Nos agences spatiales travailleront ensemble","participants":[{"name":"Aïssa Doumbé","office":"foreign_minister","side":"RWA"}],"anchor":[219,263],"rule":"test.rule","confidence":0.9,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report" VALUES (6, 'c-aec4afbdbb04', 1, 'commitments', 0, 0.5, '2026-01-01', '2026-12-31', '{"id":"c-aec4afbdbb04","by":"KAZ","to":["RWA"],"kind":"opening","label":"ambassade à Kigali","due":"2026","status":"open","participants":[],"anchor":[0,1],"rule":"test.rule","confidence":0.5,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report" VALUES (7, 'v-ca5cb4c818ae', 2, 'visits', 0, 0.8, '2025-05-27', '2025-05-27', '{"id":"v-ca5cb4c818ae","traveller":"Aïssa Doumbé","office":"foreign_minister","from":"RWA","to":"KAZ","place":null,"start":"2025-05-27","end":null,"kind":"official","status":"held","sites":[],"anchor":[71,82],"rule":"test.rule","confidence":0.8,"field_confidence":{},"evidence":{},"rules":{}}');
INSERT INTO "report_link" VALUES (1, 'country', 'rwa');
INSERT INTO "report_link" VALUES (1, 'country', 'kaz');
INSERT INTO "report_link" VALUES (1, 'person', 'Aïssa Doumbé');
INSERT INTO "report_link" VALUES (1, 'sector', 'space');
INSERT INTO "report_link" VALUES (2, 'country', 'kaz');
INSERT INTO "report_link" VALUES (2, 'country', 'rwa');
INSERT INTO "report_link" VALUES (2, 'person', 'Jandos Kereïbek');
INSERT INTO "report_link" VALUES (2, 'person', 'Aïssa Doumbé');
INSERT INTO "report_link" VALUES (2, 'sector', 'space');
INSERT INTO "report_link" VALUES (3, 'country', 'kaz');
INSERT INTO "report_link" VALUES (3, 'country', 'rwa');
INSERT INTO "report_link" VALUES (3, 'sector', 'space');
INSERT INTO "report_link" VALUES (4, 'country', 'kaz');
INSERT INTO "report_link" VALUES (4, 'country', 'rwa');
INSERT INTO "report_link" VALUES (4, 'sector', 'space');
INSERT INTO "report_link" VALUES (5, 'country', 'rwa');
INSERT INTO "report_link" VALUES (5, 'person', 'Aïssa Doumbé');
INSERT INTO "report_link" VALUES (5, 'sector', 'space');
INSERT INTO "report_link" VALUES (6, 'country', 'kaz');
INSERT INTO "report_link" VALUES (6, 'country', 'rwa');
INSERT INTO "report_link" VALUES (6, 'person', 'KAZ');
INSERT INTO "report_link" VALUES (6, 'sector', 'space');
INSERT INTO "report_link" VALUES (7, 'country', 'rwa');
INSERT INTO "report_link" VALUES (7, 'country', 'kaz');
INSERT INTO "report_link" VALUES (7, 'person', 'Aïssa Doumbé');
INSERT INTO "report_link" VALUES (7, 'sector', 'space');
INSERT INTO words(rowid, title, body) VALUES (1, 'jandos kereibek recoit aiss doumb a astan', 'astan 27 mai articl construit le ministr kazakh de affair etranger jandos kereibek a recu mard son homologu rwand aiss doumb en visit officiel nos agenc spatial travaill ensembl a declar la ministr le echang ont atteint 4 million de dollar');
INSERT INTO words(rowid, title, body) VALUES (2, 'visit a astan', 'articl construit la ministr rwand aiss doumb est arriv mard a astan');
COMMIT;
