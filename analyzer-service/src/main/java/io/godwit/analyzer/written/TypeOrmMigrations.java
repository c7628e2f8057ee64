package io.godwit.analyzer.written;

import io.godwit.analyzer.model.SourceFile;
import java.util.List;

/// Migration classes of TypeORM: the SQL their `up` and `down` give to `queryRunner.query`.
final class TypeOrmMigrations implements MigrationFormat {
    @Override
    public boolean reads(String path) {
        return false;
    }

    @Override
    public List<Script> read(SourceFile file) {
        return List.of();
    }
}
