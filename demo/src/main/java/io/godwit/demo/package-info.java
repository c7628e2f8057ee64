/// The example shop: its database, the customers who use it, and the changes made to its code.
@NullMarked
package io.godwit.demo;

import org.jspecify.annotations.NullMarked;
