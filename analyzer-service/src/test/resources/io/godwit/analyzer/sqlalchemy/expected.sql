CREATE TYPE colour AS ENUM ('RED', 'GREEN');

CREATE TABLE people (
	id SERIAL NOT NULL, 
	name VARCHAR NOT NULL, 
	nick VARCHAR(30), 
	colour colour NOT NULL, 
	other VARCHAR(5), 
	level INTEGER DEFAULT '5' NOT NULL, 
	active BOOLEAN NOT NULL, 
	score FLOAT NOT NULL, 
	price NUMERIC, 
	token UUID NOT NULL, 
	CONSTRAINT pk_people PRIMARY KEY (id), 
	CONSTRAINT uq_people_nick UNIQUE (nick)
)

;
CREATE TYPE tree_kind AS ENUM ('oak', 'elm');

CREATE TABLE trees (
	id BIGINT GENERATED ALWAYS AS IDENTITY, 
	the_label VARCHAR(20) NOT NULL, 
	kind tree_kind DEFAULT 'oak', 
	cost NUMERIC(12, 2), 
	data JSONB DEFAULT '{}'::jsonb, 
	tags VARCHAR(10)[], 
	twice INTEGER GENERATED ALWAYS AS (level * 2) STORED, 
	level INTEGER NOT NULL, 
	address INET, 
	raw BYTEA, 
	note TEXT, 
	small FLOAT(10), 
	parent_id BIGINT, 
	created_at TIMESTAMP WITH TIME ZONE DEFAULT now() NOT NULL, 
	owner_id INTEGER NOT NULL, 
	CONSTRAINT pk_trees PRIMARY KEY (id), 
	CONSTRAINT uq_label_level UNIQUE (the_label, level), 
	CONSTRAINT uq_trees_level UNIQUE (level, kind), 
	CONSTRAINT ck_trees_positive CHECK (level > 0), 
	CONSTRAINT fk_trees_parent_id_trees FOREIGN KEY(parent_id) REFERENCES trees (id), 
	CONSTRAINT fk_trees_owner_id_people FOREIGN KEY(owner_id) REFERENCES people (id) ON DELETE CASCADE
)

;
CREATE INDEX ix_tree_data ON trees USING gin (data);
CREATE UNIQUE INDEX ix_tree_level_desc ON trees (level DESC);
CREATE INDEX ix_tree_lower ON trees (lower(note));
CREATE INDEX ix_tree_note ON trees (note) WHERE note IS NOT NULL;
CREATE INDEX ix_trees_owner_id ON trees (owner_id);
CREATE INDEX ix_trees_the_label ON trees (the_label);

CREATE TABLE membership (
	person_id INTEGER NOT NULL, 
	tree_id BIGINT NOT NULL, 
	since TIMESTAMP WITHOUT TIME ZONE DEFAULT now(), 
	CONSTRAINT pk_membership PRIMARY KEY (person_id, tree_id), 
	CONSTRAINT fk_membership_person_id_people FOREIGN KEY(person_id) REFERENCES people (id), 
	CONSTRAINT fk_membership_tree_id_trees FOREIGN KEY(tree_id) REFERENCES trees (id) ON DELETE SET NULL
)

;
CREATE SCHEMA IF NOT EXISTS "garden";

CREATE TABLE garden.leaves (
	id SMALLSERIAL NOT NULL, 
	person_id INTEGER, 
	tree_id BIGINT, 
	size NUMERIC(5), 
	CONSTRAINT pk_leaves PRIMARY KEY (id), 
	CONSTRAINT fk_leaf FOREIGN KEY(person_id, tree_id) REFERENCES membership (person_id, tree_id)
)

;
CREATE INDEX ix_garden_leaves_size ON garden.leaves (size);

CREATE TABLE customer_subscription_renewal_notification_delivery_attempt_aa (
	id SERIAL NOT NULL, 
	note VARCHAR(20) CONSTRAINT ck_customer_subscription_renewal_notification_delivery__2f95 CHECK (note <> ''), 
	CONSTRAINT pk_customer_subscription_renewal_notification_delivery__c7f9 PRIMARY KEY (id)
);
CREATE UNIQUE INDEX ix_renewal ON customer_subscription_renewal_notification_delivery_attempt_aa (note);
CREATE TABLE customer_subscription_renewal_notification_delivery_attempt_bb (
	id SERIAL NOT NULL, 
	first INTEGER, 
	second INTEGER, 
	CONSTRAINT pk_customer_subscription_renewal_notification_delivery__517d PRIMARY KEY (id), 
	CONSTRAINT uq_pair UNIQUE (first, second), 
	CONSTRAINT uq_second UNIQUE (second)
);
