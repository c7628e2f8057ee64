-- Whether a person has let it go on without the databases before it in its group.
ALTER TABLE godwit.migration ADD COLUMN alone boolean NOT NULL DEFAULT false;
