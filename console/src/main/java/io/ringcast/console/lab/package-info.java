/** What a lab may do to this process. There is nothing of it in a process that was not started for a lab. */
@NullMarked
package io.ringcast.console.lab;

import org.jspecify.annotations.NullMarked;
