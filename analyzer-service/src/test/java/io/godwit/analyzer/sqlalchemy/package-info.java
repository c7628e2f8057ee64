@NullMarked
package io.godwit.analyzer.sqlalchemy;

import org.jspecify.annotations.NullMarked;
