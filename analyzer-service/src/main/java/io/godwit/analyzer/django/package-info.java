/// Django's models: read from Python source without running it, across apps and files, and turned into the catalog that
/// Django's own migrations would create in an empty database, with Django's generated names.
@NullMarked
package io.godwit.analyzer.django;

import org.jspecify.annotations.NullMarked;
