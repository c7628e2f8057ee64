/// What a model language is to the analyzer: it reads files and says which catalog they want. A language plugs in by
/// [ModelLanguage] and a package of its own.
@NullMarked
package io.godwit.analyzer.model;

import org.jspecify.annotations.NullMarked;
