/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PKCS#11 module for tests: SoftHSM under other serial numbers, with faults
 * that it has not by itself. FAULT_TOKEN_LIBRARY is a copy of SoftHSM's module,
 * FAULT_TOKEN a file with one word: "locked", "last", "pulled", or "midway":
 * pulled out once it is to sign. */
#include <dlfcn.h>
#include <p11-kit/pkcs11.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static CK_FUNCTION_LIST own;
static CK_FUNCTION_LIST *real;

static int
has_fault (const char *word)
{
  char text[16] = "";
  const char *path = getenv ("FAULT_TOKEN");
  FILE *file = path ? fopen (path, "r") : NULL;

  if (!file)
    return 0;
  if (!fgets (text, sizeof text, file))
    text[0] = '\0';
  fclose (file);
  return strcmp (text, word) == 0;
}

/* Modules that describe themselves alike are taken for one. */
static CK_RV
get_info (CK_INFO *info)
{
  CK_RV rv = real->C_GetInfo (info);

  memcpy (info->libraryDescription, "Faulty", 6);
  return rv;
}

static CK_RV
get_token_info (CK_SLOT_ID      slot,
                CK_TOKEN_INFO  *info)
{
  CK_RV rv = real->C_GetTokenInfo (slot, info);

  if (has_fault ("pulled"))
    return CKR_TOKEN_NOT_PRESENT;
  memcpy (info->serialNumber, "fault", 5);
  if (has_fault ("locked"))
    info->flags |= CKF_USER_PIN_LOCKED;
  if (has_fault ("last"))
    info->flags |= CKF_USER_PIN_FINAL_TRY;
  return rv;
}

static CK_RV
login (CK_SESSION_HANDLE session,
       CK_USER_TYPE      user,
       CK_UTF8CHAR      *pin,
       CK_ULONG          size)
{
  return has_fault ("locked") ? CKR_PIN_LOCKED : real->C_Login (session, user, pin, size);
}

static CK_RV
sign_init (CK_SESSION_HANDLE  session,
           CK_MECHANISM      *mechanism,
           CK_OBJECT_HANDLE   key)
{
  return has_fault ("pulled") || has_fault ("midway") ? CKR_DEVICE_REMOVED : real->C_SignInit (session, mechanism, key);
}

CK_RV C_GetFunctionList (CK_FUNCTION_LIST **list);

CK_RV
C_GetFunctionList (CK_FUNCTION_LIST **list)
{
  void *library = dlopen (getenv ("FAULT_TOKEN_LIBRARY"), RTLD_NOW | RTLD_LOCAL);
  CK_C_GetFunctionList get = library ? (CK_C_GetFunctionList) dlsym (library, "C_GetFunctionList") : NULL;

  if (!get || get (&real) != CKR_OK)
    return CKR_GENERAL_ERROR;
  own = *real;
  own.C_GetFunctionList = C_GetFunctionList;
  own.C_GetInfo = get_info;
  own.C_GetTokenInfo = get_token_info;
  own.C_Login = login;
  own.C_SignInit = sign_init;
  *list = &own;
  return CKR_OK;
}
