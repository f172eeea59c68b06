# SPDX-License-Identifier: GPL-3.0-or-later
"""A report handed over, decided and its decision brought back, in the real window in Chinese, by keys and pointer."""

import by_hand
from driver import until

MAIN, DESTINATION, SIGN, REASON = "核查", "添加交付地址", "签署", "退回报告？"
ADMIT, TRUST, CA = "准入该设备？", "信任证书颁发机构", "证书颁发机构的证书"


def hand_over_page(driver):
    driver.keys(MAIN, "alt+7")
    until("the page 交付", lambda: driver.sees(MAIN, "添加交付地址"))


def add_destination(driver, server, name):
    driver.click(MAIN, "添加交付地址")
    say_destination(driver, server, name)


def say_destination(driver, server, name):
    """Where reports go, by the keyboard; the password is never asked for again."""
    driver.see(DESTINATION, "名称")
    for text in name, server.told["url"], server.told["user"]:
        driver.type(DESTINATION, text)
        until("“%s” typed" % text, lambda: text in driver.texts(DESTINATION))
        # Beside the address a folder can be chosen instead.
        driver.keys(DESTINATION, *["Tab"] * (2 if text == server.told["url"] else 1))
    driver.type(DESTINATION, server.told["password"])
    driver.click(DESTINATION, "选择(")
    driver.choose_file(CA, server.told["ca"])
    driver.see(DESTINATION, "ca.pem")
    driver.picture("destination")
    driver.click(DESTINATION, "添加(_A)")
    driver.gone(DESTINATION)
    driver.see(MAIN, server.told["url"])


def send(driver):
    driver.click(MAIN, "立即发送")
    driver.see(MAIN, "已发送 ")
    driver.see(MAIN, "已送达", "label")
    driver.picture("sent")


def fetch(driver):
    """What comes is of a device that nobody here knows yet."""
    driver.click(MAIN, "收取")
    driver.see(MAIN, "未准入的设备")
    driver.picture("fetched")


def open_report(driver, page, name):
    """From the list of a page."""
    driver.keys(MAIN, page)
    driver.click(MAIN, name, "label")


def trust(driver, keys):
    """Whoever reviews says first whose word on signers counts."""
    driver.click(MAIN, "主菜单")
    driver.keys(MAIN, "t")
    driver.click(MAIN, "添加(_A)…")
    driver.choose_file(CA, str(keys / "ca.pem"))
    driver.click(TRUST, "信任(_T)")
    driver.gone(TRUST)
    driver.see(MAIN, "为所有人作证")
    driver.keys(MAIN, "Escape")
    driver.see_no(MAIN, "为所有人作证")


def lists(driver, name):
    """How many lists there are of this name, with those of pages that are not shown."""
    scene = driver.scene()
    return sum(node.name == name and node.role == "list" and scene.is_laid_out(node) for frame in scene.titled(MAIN)
               for node in scene.walk(frame))


def admit(driver):
    """What came of a device that nobody knows."""
    driver.keys(MAIN, "alt+6")
    until("the device on this page, too", lambda: lists(driver, "未准入的设备") == 2)
    driver.picture("arrived")
    driver.click(MAIN, "准入")
    driver.click(ADMIT, "准入(_A)")
    driver.gone(ADMIT)
    until("the device admitted", lambda: lists(driver, "未准入的设备") == 1)


def approve(driver, keys):
    """With the signature that the report still lacks."""
    driver.click(MAIN, "批准(_A)…")
    driver.keyboard_in(SIGN, "密钥或密码设备")
    driver.keys(SIGN, "Return")
    driver.choose_file("密钥文件", str(keys / "approved.p12"))
    driver.see(SIGN, "approved.p12", "label")
    driver.type(SIGN, by_hand.PASSWORD)
    driver.keys(SIGN, "Return")
    driver.gone(SIGN)
    driver.see(MAIN, "已批准，")


def give_back(driver, reason):
    driver.click(MAIN, "退回(_R)…")
    driver.keyboard_in(REASON, "理由", "text")
    driver.type(REASON, reason)
    driver.click(REASON, "退回(_R)")
    driver.gone(REASON)
    driver.see(MAIN, reason)
