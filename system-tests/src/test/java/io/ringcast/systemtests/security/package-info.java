/** What somebody on the network can do to the processes without being asked. */
@NullMarked
package io.ringcast.systemtests.security;

import org.jspecify.annotations.NullMarked;
