/** The environment of the tests: processes, networks, faults and HTTP. Closing its parts leaves nothing behind. */
@NullMarked
package io.ringcast.systemtests.lab;

import org.jspecify.annotations.NullMarked;
