/** What the tests run in: processes, networks and HTTP, and nothing of them left behind. */
@NullMarked
package io.ringcast.systemtests.lab;

import org.jspecify.annotations.NullMarked;
