/** Tests that the documentation agrees with the code. */
@NullMarked
package io.ringcast.systemtests.docs;

import org.jspecify.annotations.NullMarked;
