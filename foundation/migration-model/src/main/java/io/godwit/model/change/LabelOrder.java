package io.godwit.model.change;

/// Whether those who want an enum want its labels in the order in which they name them.
///
/// Schemas written in SQL do: rows are sorted by it. Models of Prisma, TypeORM, Django, JPA and SQLAlchemy do not:
/// their
/// own tools leave a changed order as it is.
public enum LabelOrder {
    WANTED,
    LEFT
}
