package io.godwit.analyzer.typeorm;

import io.godwit.analyzer.typeorm.script.Declaration;
import io.godwit.analyzer.typeorm.script.Value;
import io.godwit.model.SourceLocation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What one class, or one `EntitySchema`, says about itself: TypeORM's metadata arguments before anything is inherited,
/// embedded or related. Filled while it is read, then left as it is.
final class Definition {
    /// What of a database a definition is.
    enum Kind {
        /// A base class, or one that is embedded.
        PART,
        TABLE,
        /// Rows of another definition's table.
        CHILD,
        VIEW
    }

    /// What a column is for, where TypeORM treats it specially.
    enum Role {
        REGULAR,
        CREATE_DATE,
        UPDATE_DATE,
        DELETE_DATE,
        VERSION,
        TREE_LEVEL
    }

    enum RelationKind {
        MANY_TO_ONE,
        ONE_TO_ONE,
        ONE_TO_MANY,
        MANY_TO_MANY
    }

    /// @param options the options object; its `type` is the type
    /// @param type    given or read from the property's type
    record ColumnPart(
            String property, Role role, Value options, WrittenType type, boolean primary, SourceLocation location) {}

    /// @param target the class or schema that is embedded
    record EmbeddedPart(String property, Value target, Value prefix, boolean array, SourceLocation location) {}

    record RelationPart(
            Definition owner,
            String property,
            RelationKind kind,
            Value target,
            Value inverse,
            Value options,
            SourceLocation location) {}

    /// @param columns a list of properties, or a function that names them
    record KeyPart(Optional<String> name, Value columns, Value options, SourceLocation location) {}

    record ExpressionPart(Optional<String> name, Value expression, SourceLocation location) {}

    /// A foreign key without a relation.
    record ReferencePart(
            List<String> columns, Value target, List<String> referenced, Value options, SourceLocation location) {}

    private final String name;
    private final Optional<Declaration> declaration;
    private final SourceLocation location;
    Kind kind = Kind.PART;

    /// Whether a decorator of the class itself may be one of TypeORM's and could not be followed.
    boolean mayBeEntity;
    Value tableOptions = new Value.Undefined();
    Optional<String> tableName = Optional.empty();
    /// Whether a name is given that is only known at run time.
    boolean tableNameComputed;
    Optional<Value> inheritance = Optional.empty();
    Optional<String> tree = Optional.empty();
    Value treeOptions = new Value.Undefined();
    Optional<Definition> base = Optional.empty();

    final List<ColumnPart> columns = new ArrayList<>();
    final List<EmbeddedPart> embedded = new ArrayList<>();
    final List<RelationPart> relations = new ArrayList<>();
    final List<KeyPart> indexes = new ArrayList<>();
    final List<KeyPart> uniques = new ArrayList<>();
    final List<ExpressionPart> checks = new ArrayList<>();
    final List<ExpressionPart> exclusions = new ArrayList<>();
    final List<ReferencePart> references = new ArrayList<>();
    final Map<String, String> generated = new HashMap<>();
    final Map<String, List<Value>> joinColumns = new HashMap<>();
    final Map<String, Value> joinTables = new HashMap<>();

    /// Properties that may have a column or none: their decorators come from a package nobody knows.
    final Map<String, SourceLocation> open = new HashMap<>();

    /// What was not understood of it.
    final List<Misunderstanding> misunderstandings = new ArrayList<>();

    /// @param what one sentence
    ///
    /// @param ofAnyTable whether it may hide another table than the definition's own
    record Misunderstanding(SourceLocation location, String what, boolean ofAnyTable) {
        Misunderstanding(SourceLocation location, String what) {
            this(location, what, false);
        }
    }

    /// @param name the class's, or what a schema calls itself
    Definition(String name, Optional<Declaration> declaration, SourceLocation location) {
        this.name = name;
        this.declaration = declaration;
        this.location = location;
    }

    String name() {
        return name;
    }

    Optional<Declaration> declaration() {
        return declaration;
    }

    SourceLocation location() {
        return location;
    }

    void misunderstood(SourceLocation where, String what) {
        misunderstandings.add(new Misunderstanding(where, what));
    }

    void misunderstoodOfAnyTable(SourceLocation where, String what) {
        misunderstandings.add(new Misunderstanding(where, what, true));
    }

    /// Notes a table name that is given and no text, and options that decide which table it is; the table cannot be
    /// told
    /// then, and is left out.
    void computed(Value name, SourceLocation where) {
        if (tableName.isEmpty() && ColumnDraft.isComputed(name)) {
            tableNameComputed = true;
            misunderstoodOfAnyTable(
                    where,
                    "the table of " + name() + " is left out, because its name is not known"
                            + (name instanceof Value.Unknown unknown ? ": " + unknown.why() : ""));
            return;
        }
        tableOptions.computed(List.of("schema", "synchronize")).ifPresent(option -> {
            tableNameComputed = true;
            misunderstoodOfAnyTable(
                    where, "the table of " + name() + " is left out, because " + ColumnDraft.notKnown(option));
        });
    }

    /// This definition and those it inherits from, nearest first.
    List<Definition> lineage() {
        List<Definition> lineage = new ArrayList<>();
        Optional<Definition> next = Optional.of(this);
        while (next.isPresent() && !lineage.contains(next.get())) {
            lineage.add(next.get());
            next = next.get().base;
        }
        return lineage;
    }

    @Override
    public String toString() {
        return name + " (" + location + ")";
    }
}
