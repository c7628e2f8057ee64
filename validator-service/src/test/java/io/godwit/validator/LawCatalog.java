package io.godwit.validator;

import io.godwit.model.catalog.Catalog;
import io.godwit.model.catalog.ObjectName;
import io.godwit.validator.facts.Relation;
import io.godwit.validator.pattern.Situation;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What one schema of a catalog holds.
final class LawCatalog {
    private LawCatalog() {}

    static Catalog of(Catalog all, String schema) {
        Pattern named = Pattern.compile("(^|.*[^\\w])" + schema + "\\..*", Pattern.DOTALL);
        return Catalog.of(Set.of(schema), all.extensions(), in(all.tables(), schema), in(all.enums(), schema), Set.of())
                .withObjects(all.objects().values().stream()
                        .filter(object -> named.matcher(object.identity()).matches())
                        .toList());
    }

    /// The same for what is known of it.
    static Situation of(Situation all, Catalog here, String schema) {
        TreeMap<ObjectName, Relation> relations =
                new TreeMap<>(all.setting().facts().relations());
        relations.keySet().removeIf(name -> !name.schema().equals(schema));
        return all.withCatalog(here).at(all.setting().of(all.setting().facts().withRelations(relations)));
    }

    private static <T> Collection<T> in(Map<ObjectName, T> all, String schema) {
        TreeMap<ObjectName, T> here = new TreeMap<>(all);
        here.keySet().removeIf(name -> !name.schema().equals(schema));
        return here.values();
    }
}
