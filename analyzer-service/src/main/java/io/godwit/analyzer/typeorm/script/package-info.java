/// TypeScript and JavaScript as far as models need them: which name means what across files, and what a constant
/// expression is worth. Nothing is run.
@NullMarked
package io.godwit.analyzer.typeorm.script;

import org.jspecify.annotations.NullMarked;
