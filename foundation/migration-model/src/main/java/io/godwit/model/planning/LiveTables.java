package io.godwit.model.planning;

import io.godwit.model.SqlName;
import io.godwit.model.catalog.Constraint;
import io.godwit.model.catalog.Index;
import io.godwit.model.catalog.ObjectName;
import java.util.List;
import java.util.Optional;

/// What the planner has to know about rows. Asked only where the answer decides something.
public interface LiveTables {

    /// Whether the table has any row.
    boolean hasRows(ObjectName table);

    /// Whether any row has NULL in the column.
    boolean hasNulls(ObjectName table, String column);

    /// Whether what is said of the table's rows is so. Where it is not (no database was asked, or an empty
    /// one stands for the real one), a plan has to do right by any rows.
    default boolean knows(ObjectName table) {
        return true;
    }

    /// Whether the rows hold equal values where a unique key wants different ones.
    default boolean hasDuplicates(ObjectName table, Index key) {
        return false;
    }

    /// Whether rows refer to rows that are not there.
    default boolean hasOrphans(ObjectName table, Constraint.ForeignKey key) {
        return false;
    }

    /// What the rows say to a condition; where it is NULL, they fulfil it, as with a check.
    default RowsSay fulfil(ObjectName table, String condition) {
        return RowsSay.PERHAPS;
    }

    /// Whether PostgreSQL refuses to convert some row's value.
    ///
    /// @param expression what the value becomes, in SQL over the table's columns
    default boolean refuses(ObjectName table, String expression) {
        return false;
    }

    /// Whether any row holds a value in a column that another expression over the same row does not have.
    default boolean holdsMore(ObjectName table, String column, String expression) {
        return true;
    }

    /// The condition for it. Compared as text: not every type has equality.
    static String holdsMore(String column, String expression) {
        String name = SqlName.quoted(column);
        return name + " IS NOT NULL AND " + name + "::text IS DISTINCT FROM (" + expression + ")::text";
    }

    /// The label that rows get in place of one their enum loses.
    ///
    /// @param kept the labels that stay, in their order
    /// @return empty if rows with it stand in the way
    default Optional<String> instead(ObjectName type, String removed, List<String> kept) {
        return Optional.empty();
    }

    /// Whether any row of the column, an enum's or an array of one, holds one of the labels.
    boolean holdsAny(ObjectName table, String column, List<String> labels);

    /// Tables of which nothing is known.
    static LiveTables unknown() {
        return new LiveTables() {
            @Override
            public boolean hasRows(ObjectName table) {
                return true;
            }

            @Override
            public boolean hasNulls(ObjectName table, String column) {
                return true;
            }

            @Override
            public boolean holdsAny(ObjectName table, String column, List<String> labels) {
                return true;
            }

            @Override
            public boolean knows(ObjectName table) {
                return false;
            }
        };
    }

    /// Tables without a row.
    static LiveTables empty() {
        return new LiveTables() {
            @Override
            public boolean hasRows(ObjectName table) {
                return false;
            }

            @Override
            public boolean hasNulls(ObjectName table, String column) {
                return false;
            }

            @Override
            public boolean holdsAny(ObjectName table, String column, List<String> labels) {
                return false;
            }
        };
    }
}
