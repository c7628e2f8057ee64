package io.godwit.model;

/// The code change a migration comes from.
///
/// @param repository   where the code lives, as the publisher names it
/// @param baseRevision the revision the change starts from
/// @param headRevision the revision the change ends at
/// @param subject      first line of the commit message; empty if none was given
/// @param author       who wrote it; empty if unknown
public record ChangeReference(
        String repository, String baseRevision, String headRevision, String subject, String author) {

    /// The migration this change leads to in one database.
    public MigrationId migrationIn(DatabaseName database) {
        return MigrationId.of(repository, headRevision, database);
    }
}
