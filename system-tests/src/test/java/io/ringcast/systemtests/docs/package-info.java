/** The pages say what the code does. */
@NullMarked
package io.ringcast.systemtests.docs;

import org.jspecify.annotations.NullMarked;
