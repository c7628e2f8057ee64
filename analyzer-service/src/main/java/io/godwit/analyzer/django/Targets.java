package io.godwit.analyzer.django;

import io.godwit.analyzer.python.ClassReference;
import io.godwit.analyzer.python.Expression;
import io.godwit.analyzer.python.Resolution;
import io.godwit.analyzer.python.Value;
import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.Column;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.ObjectName;
import io.godwit.model.catalog.Table;
import java.util.Locale;
import java.util.Optional;

/// What relations point to: a model among the files, one of a known library, else a table of the database.
final class Targets {
    private final Registry models;
    private final Arguments arguments;
    private final Catalog live;
    private final String userModel;

    /// @param live      the database, for tables no model declares
    /// @param userModel what `settings.AUTH_USER_MODEL` is: `auth.User`
    Targets(Registry models, Arguments arguments, Catalog live, String userModel) {
        this.models = models;
        this.arguments = arguments;
        this.live = live;
        this.userModel = userModel;
    }

    sealed interface Target {
        /// The model's, in lower case.
        String name();

        record OfModel(ModelClass model) implements Target {
            @Override
            public String name() {
                return model.name().toLowerCase(Locale.ROOT);
            }
        }

        record OfTable(String name, Table table, Column key) implements Target {}

        /// @param name as written
        record Missing(String name) implements Target {}
    }

    Target of(ModelClass owner, Field field) {
        Optional<Written> to = field.argument("to");
        if (to.isEmpty()) {
            return new Target.Missing("nothing");
        }
        return written(owner, to.get());
    }

    private Target written(ModelClass owner, Written to) {
        Expression expression = to.expression();
        if (isUserModel(expression)) {
            return labelled(owner, userModel);
        }
        if (expression instanceof Expression.Name || expression instanceof Expression.Attribute) {
            Resolution resolved = arguments.evaluation().names().resolve(to.scope(), expression);
            if (resolved instanceof Resolution.OfClass(ClassReference type)) {
                return models.of(type).<Target>map(Target.OfModel::new).orElse(new Target.Missing(type.name()));
            }
            if (resolved instanceof Resolution.OfValue(var _, Expression value) && isUserModel(value)) {
                return labelled(owner, userModel);
            }
            if (resolved instanceof Resolution.External(String dotted)
                    && dotted.endsWith(".settings.AUTH_USER_MODEL")) {
                return labelled(owner, userModel);
            }
        }
        return arguments
                .value(to)
                .flatMap(Value::asText)
                .map(text -> labelled(owner, text))
                .orElse(new Target.Missing(expression.dotted().orElse("what is given there")));
    }

    /// `get_user_model()`, or `getattr(settings, "AUTH_USER_MODEL", …)`.
    private static boolean isUserModel(Expression expression) {
        return expression instanceof Expression.Call call
                && (call.calleeName().equals("get_user_model")
                        || call.calleeName().equals("getattr")
                                && call.positional().size() > 1
                                && call.positional().get(1) instanceof Expression.Text(String name, int _)
                                && name.equals("AUTH_USER_MODEL"));
    }

    /// `self`, `Model` of the same app, `app.Model`.
    private Target labelled(ModelClass owner, String text) {
        if (text.equals("self")) {
            return new Target.OfModel(owner);
        }
        int dot = text.lastIndexOf('.');
        String label = dot < 0 ? owner.label() : text.substring(0, dot);
        String name = text.substring(dot + 1);
        return models.named(label, name)
                .<Target>map(Target.OfModel::new)
                .or(() -> inDatabase(label, name))
                .orElse(new Target.Missing(text));
    }

    /// Where an app's models are not among the files, its table with a key of one column says enough.
    private Optional<Target> inDatabase(String label, String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return live.table(ObjectName.inPublic(GeneratedNames.table(label + "_" + lower)))
                .flatMap(table -> table.primaryKey()
                        .map(Constraint.PrimaryKey::columns)
                        .filter(columns -> columns.size() == 1)
                        .flatMap(columns -> table.column(columns.getFirst()))
                        .map(key -> new Target.OfTable(lower, table, key)));
    }
}
