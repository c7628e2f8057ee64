create domain positive as int check (value > 0);
create type mood as enum ('good', 'bad');
create function dice() returns int language plpgsql volatile as 'begin return 4; end';
create table parent (id int primary key, code varchar(10) unique);
create table child (id int primary key, parent int references parent, name varchar(20), day timestamp,
  price numeric(8, 2), state mood, size positive, note text check (note <> ''), doc json);
create index child_name on child (name);
create index child_lower on child (lower(name));
create table part (id int, day int) partition by range (day);
create table part_1 partition of part for values from (0) to (100);
create table part_rest partition of part default;
create table loose (id int, day int not null check (day >= 200 and day < 300));
create table other (id int, day int);
create table numbered (no int generated always as identity);
create view names as select name from child;
create materialized view prices as select id, price from child;
insert into parent select g, g from generate_series(1, 50) g;
insert into child select g, g, 'n', '2026-01-01', 1, 'good', 1, 'x', '{}' from generate_series(1, 50) g;
insert into part select g, g from generate_series(1, 50) g;
insert into part select g, 1000 from generate_series(1, 50) g;
insert into loose select g, 250 from generate_series(1, 50) g;
insert into other select g, 350 from generate_series(1, 50) g;
create table ledger (id int primary key, note text);
create function never() returns trigger language plpgsql as 'begin if tg_op <> ''DELETE'' then raise exception ''no''; end if; return old; end';
create trigger never before insert or update or delete on ledger for each row execute function never();
create procedure fill() language plpgsql as 'begin update other set id = 2 where id = 1; end';
create table log (id int, parent int references parent);
insert into log select g, g from generate_series(1, 50) g;
create function make_part(at int) returns void language plpgsql as $$ begin execute format('create table part_%s partition of part for values from (%L) to (%L)', at, at * 100, (at + 1) * 100); end $$;
create function tagged() returns int language plpgsql as $$ declare r record; n int := 0; begin for r in select relname from pg_class where relname in ('log', 'loose') and relkind = 'r' loop execute 'alter table ' || r.relname || ' add column tag text'; n := n + 1; end loop; return n; end $$;
create domain counted as int not null default 1;
create table shown (id int primary key, mail text, low text generated always as (lower(mail)) stored, mood mood);
create unique index shown_low on shown (low);
create index shown_bad on shown (id) where mood = 'bad';
create view bad as select id from shown where mood = 'bad';
insert into shown (id, mail, mood) values (1, 'm', 'good');
create table unkeyed (id int);
insert into unkeyed values (1);
create publication keyless for table unkeyed, shown;
create schema apart;
create function apart.stamp() returns trigger language plpgsql as 'begin return new; end';
create trigger stamp before insert on loose for each row execute function apart.stamp();
create table vehicle (id int primary key);
create table car (doors int) inherits (vehicle);
create extension btree_gist;
create extension citext;
create extension hstore;
create table stay (room int, during int4range, exclude using gist (room with =, during with &&));
insert into stay values (1, '[1,10)');
create table owner (id int primary key, mail citext unique);
create table thing (id int primary key, owner int references owner on delete cascade);
create table part_of (id int primary key, thing int references thing);
create table seen (id int primary key, owner int not null references owner on delete set null);
insert into owner values (1, 'a'), (2, 'b'), (3, 'c'), (4, 'd');
insert into thing values (1, 1), (2, 2);
insert into part_of values (1, 1);
insert into seen values (3, 3);
create view mails as select mail from owner;
create role "a reader, of tables";
-----
create materialized view made as select id from child; create index made_id on made (id)
drop materialized view prices; create materialized view prices as select id from child; create index prices_id on prices (id)
create materialized view made as select id from child; alter materialized view prices rename to gone; alter materialized view made rename to prices
create view made as select id from child; create or replace view made as select id, name from child
alter table parent drop constraint parent_code_key, add constraint parent_code_key unique (code, id)
drop index child_name; create index child_name on child (name, id)
insert into stay values (1, '[5,6)')
insert into stay values (1, '[15,16)')
insert into stay values (2, '[5,6)'), (2, '[5,7)')
delete from owner where id = 1
delete from owner where id = 2
delete from owner where id = 3
delete from owner
drop extension citext
drop extension citext cascade
drop extension btree_gist cascade
drop extension hstore
do $$ declare i int := 0; begin while i < 2 loop execute 'alter table other add column w' || i || ' int'; i := i + 1; end loop; end $$
grant select on child to "a reader, of tables", public
grant "a reader, of tables" to current_user
grant select on child to "another reader"
alter table child add column a int
alter table child add column a int default dice()
alter table child add column a timestamptz default now()
alter table child add column a positive
alter table child add column a serial
alter table child add column a int generated always as (id * 2) virtual
alter table child add column a int references parent (id)
alter table child add column a int not null
alter table child drop column parent
alter table child drop column name
alter table parent drop column id
alter table child alter column price type numeric(10, 2)
alter table child alter column price type numeric(10, 4)
alter table child alter column price type int
alter table child alter column state type text
alter table child alter column size type int
alter table child alter column day type timestamp(6)
alter table child alter column note type varchar
alter table child alter column parent type bigint
alter table child alter column doc type jsonb using doc::jsonb
alter table parent alter column code type varchar(20)
alter table parent alter column code type text
alter table child alter column day set not null
alter table child alter column id set not null
alter table child add constraint c check (id > 0)
alter table child add constraint c check (id > 0) not valid
alter table child add constraint c unique (id, parent)
alter table child add primary key (parent)
alter table child add constraint c unique using index child_name
alter table child add constraint c foreign key (id) references parent (id)
alter table child add constraint c foreign key (id) references parent (id) not valid
alter table child drop constraint child_parent_fkey
alter table parent drop constraint parent_pkey
alter table child rename column name to title
alter table child set unlogged
alter table child set (fillfactor = 50)
alter table child disable trigger all
alter table part attach partition loose for values from (200) to (300)
alter table part attach partition other for values from (300) to (400)
alter table part detach partition part_1
alter table part add column a int default 1
create table part_2 partition of part for values from (100) to (200)
create table fresh (id int primary key, parent int references parent (id))
create index on part (id)
create index on child (price)
create index concurrently on child (price)
drop index child_name
drop index child_pkey
drop table child
drop table child cascade
drop table part_1
truncate parent
truncate child
truncate parent cascade
reindex table child
cluster child using child_pkey
refresh materialized view prices
vacuum full child
create trigger t before update on child for each row execute function suppress_redundant_updates_trigger()
create policy p on child using (true)
comment on column child.name is 'x'
alter domain positive add constraint small check (value < 100)
alter domain positive add constraint small check (value < 100) not valid
alter type mood add value 'new'
lock table part in share mode
update child set price = 2
delete from child
insert into child (id, parent) values (1000, 1)
do $$ begin execute 'alter table child add column a int'; drop view names; end $$
alter table child add constraint c check (id > 0) not valid; alter table child validate constraint c
alter table only part add column a int
alter table part_1 add column a int
alter table part_1 alter column day type bigint
alter table part set (fillfactor = 70)
truncate only part
lock table only part in share mode
update part set id = 1 where day = 5
drop view prices
alter domain positive add constraint small check (value < 1)
alter table child alter column name drop expression
create index on names (name)
create index on child (nothing)
alter table parent add unique (id) include (code)
create temporary table short as select * from other
create table made (x int, exclude (x with =))
drop type mood cascade
alter table other rename to another; alter table another add column z int
drop view names; alter table child alter column name type varchar(40)
alter table numbered alter column no drop not null
alter table numbered alter column no drop identity; alter table numbered alter column no drop not null
do $$ declare t text; names text[] := array['child', 'other']; begin foreach t in array names loop execute format('alter table %I add column z int', t); end loop; end $$
do $$ begin for n in 1..2 loop execute 'create table part_x' || n || ' partition of part for values from (' || n * 1000 || ') to (2000)'; end loop; end $$
do $$ begin if not exists (select 1 from pg_constraint where conname = 'note_long') then alter table child add constraint note_long check (length(note) > 5); end if; end $$
do $$ begin if exists (select from information_schema.columns where table_name = 'child' and column_name = 'gone') then drop table other; else lock table loose in share mode; end if; end $$
do $$ declare n int; begin select count(*) into n from other where id > 40; if n > 0 then raise exception 'there are %', n; end if; end $$
do $$ begin if (select count(*) from other) = 0 then raise exception 'empty'; end if; update other set id = case when id = 1 then 2 else id end; end $$
do $$ begin alter table nowhere add column x int; exception when undefined_table then null; end $$
insert into ledger values (1, 'x')
delete from ledger where id = 1
call fill()
grant select on all tables in schema nowhere to public
grant usage on schema public to public
alter default privileges in schema nowhere grant select on tables to public
create publication sent for table names
alter table other add column key uuid default gen_random_uuid(), add primary key (key)
create unique index on other ((id > 0))
create unique index on parent (lower(code))
update child set note = (select 'parent')
select make_part(7)
do $$ begin perform make_part(8); end $$
select tagged()
do $$ declare r record; begin for r in select inhrelid::regclass as part from pg_inherits where inhparent = 'part'::regclass loop execute 'create index on ' || r.part || ' (id)'; end loop; end $$
do $$ declare kept text; begin select relname into kept from pg_class where relname = 'loose'; execute format('alter table %I drop column day', kept); end $$
create function later(t text) returns void language plpgsql as 'begin execute ''alter table '' || t || '' add column later int''; end'; select later('other')
alter table shown add column n counted
alter table shown drop column mail cascade
update unkeyed set id = 2
delete from unkeyed
alter publication keyless set table other
drop schema apart cascade
do $$ begin if exists (select from pg_class where relname = 'nothing') then drop table loose; elsif exists (select from pg_class where relname = 'other') then alter table other add column z int; alter table other add column y int; else drop table parent cascade; end if; end $$
do $$ begin case when (select count(*) from other) > 1000 then drop table loose; else alter table log add column few bool; end case; end $$
alter table vehicle drop constraint vehicle_pkey
