/**
 * What the HTTP side of every service shares: port, errors, commands.
 */
@NullMarked
package io.ringcast.console.web;

import org.jspecify.annotations.NullMarked;
