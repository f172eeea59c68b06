/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application.h"

#include <glib/gi18n.h>
#include <locale.h>

int
main (int    argc,
      char **argv)
{
  const char *catalogues = g_getenv ("HECHA_LOCALE_DIR");   /* for a build that is not installed */
  g_autoptr(HechaApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, catalogues ? catalogues : HECHA_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name (_("Hecha"));
  application = hecha_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
