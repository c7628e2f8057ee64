package io.godwit.validator.rule;

import io.godwit.model.catalog.ObjectName;
import io.godwit.model.finding.Evidence;
import io.godwit.model.finding.Provenance;
import io.godwit.model.finding.Severity;
import io.godwit.model.finding.Verdict;
import io.godwit.model.statement.Statement;
import io.godwit.model.statement.TableChange;
import java.util.stream.Stream;

/// A rename: code that uses the old name fails from the moment it runs, code that uses the new one fails until then.
public final class NameDisappears implements Rule {
    @Override
    public String code() {
        return "GW019";
    }

    @Override
    public Stream<Judged> check(StatementView view) {
        return switch (view.statement()) {
            case Statement.AlterTable alter
            when view.before().isLive(alter.table()) ->
                alter.changes().stream().flatMap(change -> renamed(view, alter.table(), change));
            case Statement.RenameType rename -> Stream.of(finding(view, "the type " + rename.type()));
            case Statement.RenameEnumValue rename ->
                Stream.of(finding(view, "the value '" + rename.label() + "' of " + rename.type()));
            case Statement _ -> Stream.empty();
        };
    }

    private Stream<Judged> renamed(StatementView view, ObjectName table, TableChange change) {
        return switch (change) {
            case TableChange.RenameColumn rename ->
                Stream.of(finding(view, "the column " + table + "." + rename.column()));
            case TableChange.RenameTable _, TableChange.SetSchema _ -> Stream.of(finding(view, "the table " + table));
            case TableChange _ -> Stream.empty();
        };
    }

    private Judged finding(StatementView view, String what) {
        return view.judged(
                code(),
                Severity.DANGER,
                Verdict.NEEDS_APPROVAL,
                what + " changes its name at once",
                "old and new code cannot both work: whichever is deployed at the wrong moment fails",
                "add the new name beside the old, move the code over, then drop the old",
                new Evidence(Provenance.INFERRED, "a rename takes effect for everyone when it commits"));
    }
}
