/** The datagrams of all processes in one record. */
@NullMarked
package io.ringcast.lab.trace;

import org.jspecify.annotations.NullMarked;
