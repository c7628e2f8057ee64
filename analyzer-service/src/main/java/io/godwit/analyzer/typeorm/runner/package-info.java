/// The calls by which TypeORM's migration classes change a database (`queryRunner.createTable(...)`), in the SQL
/// TypeORM itself sends for them.
@NullMarked
package io.godwit.analyzer.typeorm.runner;

import org.jspecify.annotations.NullMarked;
