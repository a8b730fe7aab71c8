/** What an attacker on the network can do to the processes. */
@NullMarked
package io.ringcast.systemtests.security;

import org.jspecify.annotations.NullMarked;
