/// JPA entities as Hibernate maps them: classes by javaparser, never executed.
@NullMarked
package io.godwit.analyzer.jpa;

import org.jspecify.annotations.NullMarked;
