package io.godwit.benchmarks;

import io.godwit.cli.change.RevisionRange;
import io.godwit.cli.change.Submission;
import io.godwit.demo.ShopChange;
import io.godwit.demo.ShopRepository;
import io.godwit.demo.ShopRepository.Committed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.revwalk.RevCommit;

/// Commits as many changes to the shop's schema as are asked for: first the demo's first change, then optional columns,
/// each with an index, on one filled table after the other.
final class ShopDeveloper implements AutoCloseable {
    private static final List<String> FILLED_MODELS = List.of("Customer", "Order", "OrderItem", "Review", "Product");
    private static final String SCHEMA = "prisma/schema.prisma";

    private final ShopRepository repository;
    private int committed;

    ShopDeveloper(ShopRepository repository) {
        this.repository = repository;
    }

    /// The next change, committed and on the main branch.
    Submission change() throws IOException, GitAPIException {
        int number = committed++;
        return number == 0 ? firstOfDemo() : column(number);
    }

    private Submission firstOfDemo() throws IOException, GitAPIException {
        Committed change = repository.commit(ShopChange.ORDER_PRIORITY);
        repository.merge(ShopChange.ORDER_PRIORITY);
        return submission(change.base(), change.head());
    }

    private Submission column(int number) throws IOException, GitAPIException {
        String model = FILLED_MODELS.get((number - 1) % FILLED_MODELS.size());
        Path schema = repository.folder().resolve(SCHEMA);
        Files.writeString(schema, withColumn(Files.readString(schema), model, "note" + number));
        PersonIdent developer = new PersonIdent("Ada Example", "ada@example.com");
        try (Git git = Git.open(repository.folder().toFile())) {
            String base = Objects.requireNonNull(git.getRepository().resolve(Constants.HEAD), "no commit")
                    .name();
            git.add().addFilepattern(SCHEMA).call();
            RevCommit commit = git.commit()
                    .setMessage("A note on each " + model)
                    .setAuthor(developer)
                    .setCommitter(developer)
                    .setSign(false)
                    .call();
            return submission(base, commit.name());
        }
    }

    private Submission submission(String base, String head) {
        RevisionRange range = RevisionRange.read(repository.folder(), Optional.of(base), head);
        return Submission.of(range, Shop.DATABASE, "benchmark").orElseThrow();
    }

    /// The schema with one more optional column, and an index on it, at the end of a model.
    static String withColumn(String schema, String model, String column) {
        int begin = schema.indexOf("model " + model + " {");
        int end = schema.indexOf("\n}", begin);
        if (begin < 0 || end < 0) {
            throw new IllegalArgumentException("no model " + model + " in the shop's schema");
        }
        return schema.substring(0, end)
                + "\n  %s String?\n  @@index([%s])".formatted(column, column)
                + schema.substring(end);
    }

    @Override
    public void close() {
        repository.close();
    }
}
