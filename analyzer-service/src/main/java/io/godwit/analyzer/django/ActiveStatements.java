package io.godwit.analyzer.django;

import io.godwit.analyzer.python.Evaluation;
import io.godwit.analyzer.python.Scope;
import io.godwit.analyzer.python.Statement;
import io.godwit.analyzer.python.Statement.Assignment;
import io.godwit.analyzer.python.Statement.Branch;
import io.godwit.analyzer.python.Value;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The statements of a class body that take effect: of an `if` over a constant, the branch that is taken; of one that
/// cannot be decided, all.
final class ActiveStatements {
    private ActiveStatements() {}

    static Stream<Assignment> assignments(Evaluation evaluation, Scope scope, List<Statement> statements) {
        return statements.stream().flatMap(statement -> switch (statement) {
            case Assignment assignment -> Stream.of(assignment);
            case Branch branch -> {
                Optional<Boolean> taken = branch.condition()
                        .flatMap(condition -> evaluation.of(scope, condition))
                        .flatMap(Value::asTruth);
                Stream<Assignment> body = assignments(evaluation, scope, branch.body());
                Stream<Assignment> otherwise = assignments(evaluation, scope, branch.otherwise());
                yield taken.map(holds -> holds ? body : otherwise).orElseGet(() -> Stream.concat(otherwise, body));
            }
            case Statement _ -> Stream.empty();
        });
    }
}
