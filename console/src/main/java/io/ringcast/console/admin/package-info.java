/**
 * Who may use a process over HTTP: nobody from elsewhere without a password, and no page of another site at all.
 */
@NullMarked
package io.ringcast.console.admin;

import org.jspecify.annotations.NullMarked;
