package io.godwit.postgres.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectKind;
import io.godwit.model.catalog.SchemaObject;
import io.godwit.model.plan.Plan;
import io.godwit.postgres.catalog.CatalogReader;
import io.godwit.stack.test.TestDatabase;
import io.godwit.stack.test.TestStack;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// A database is proved on whatever it holds: each kind of object is in the copy, too.
final class CopiedObjectsTest {
    private static final String ONE_OF_EACH = """
            create sequence ticket increment by 5;
            create domain positive as int check (value > 0);
            create type pair as (one int, two text);
            create type span as range (subtype = int);
            create table person (id int generated always as identity (start with 100) primary key, name text not null,
                born date, pair pair, span span, age positive, ticket int default nextval('ticket'));
            alter sequence ticket owned by person.ticket;
            create unique index person_name on person (name);
            alter table person replica identity using index person_name;
            alter table person set (fillfactor = 70);
            alter table person enable row level security;
            create policy own on person for select using (name = current_user);
            create statistics person_names on name, born from person;
            create unlogged table visit (id int, at date);
            create view people as select id, name from person;
            alter view people alter column name set default 'nobody';
            create materialized view names as select name, count(*) from person group by name;
            create unique index names_name on names (name);
            create function greeting(text) returns text language sql as $$ select 'hello ' || $1 $$;
            create procedure nothing() language plpgsql as $$ begin end $$;
            create function stamp() returns trigger language plpgsql as $$ begin return new; end $$;
            create trigger stamp before insert on person for each row execute function stamp();
            create rule no_delete as on delete to visit do instead nothing;
            create table event (id int, at date not null) partition by range (at);
            create table event_2026 partition of event for values from ('2026-01-01') to ('2027-01-01');
            create index event_at on event (at);
            comment on table person is 'who is known';
            comment on column person.name is 'in full; it''s required';
            comment on function greeting(text) is 'for each';
            comment on view people is 'without dates';
            comment on index person_name is 'nobody twice';
            comment on constraint person_pkey on person is 'by number';
            """;

    @Test
    void a_plan_for_a_database_with_one_object_of_each_kind_is_proved() throws SQLException {
        try (TestDatabase database = TestStack.newDatabase();
                Connection connection = database.connect()) {
            database.execute(ONE_OF_EACH);
            boolean named = connection.getMetaData().getDatabaseMajorVersion() >= 18;
            if (named) {
                database.execute("alter table person rename constraint person_name_not_null to has_name");
            }
            Catalog current = CatalogReader.read(connection);
            Set<ObjectKind> kinds =
                    current.objects().values().stream().map(SchemaObject::kind).collect(Collectors.toSet());
            Plan nothing = new Plan(current.hash(), List.of());

            assertThat(EnumSet.complementOf(EnumSet.copyOf(kinds)))
                    .isEqualTo(named ? EnumSet.noneOf(ObjectKind.class) : EnumSet.of(ObjectKind.NOT_NULL_NAME));
            assertThat(ProofGround.of(database).of(current, nothing, nothing))
                    .isEqualTo(new ProofOutcome.Proven("a copy of the schema"));
        }
    }
}
