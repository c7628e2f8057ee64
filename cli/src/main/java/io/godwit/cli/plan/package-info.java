/// `godwit plan`: from a code change to its migration without any broker, and how it is shown.
@NullMarked
package io.godwit.cli.plan;

import org.jspecify.annotations.NullMarked;
