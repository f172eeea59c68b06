/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The test server for shell scripts: prints where it is, one `name value` a
 * line, and serves until its standard input ends. */
#include "apache.h"

#include <stdio.h>

int
main (int    argc,
      char **argv)
{
  g_autoptr(GError) error = NULL;
  Apache *apache = apache_start (APACHE_DEFAULT, &error);

  if (!apache)
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }
  printf ("url %s\nca %s\nuser %s\npassword %s\nroot %s\n",
          apache->url, apache->ca_file, apache->user, apache->password, apache->root);
  fflush (stdout);
  while (getchar () != EOF)
    ;
  apache_stop (apache);
  return 0;
}
