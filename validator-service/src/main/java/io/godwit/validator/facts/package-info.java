/// What a database's own catalog says about the relations a statement touches: read, never assumed.
@NullMarked
package io.godwit.validator.facts;

import org.jspecify.annotations.NullMarked;
