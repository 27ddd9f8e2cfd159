#include "engine/base/contacts.hpp"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(WithoutContacts, HidesWhatAPersonIsFoundBy) {
  for (const auto& [text, shown] : std::initializer_list<std::pair<const char*, const char*>>{
           {"身份证号11010119900307123X。", "身份证号******************。"},
           {"110101199003071234", "******************"},
           {"电话13800138000，", "电话***********，"},
           {"0755-83010000", "*************"},
           {"来信 li.si@example.com", "来信 *****@example.com"},
           {"a@", "a@"},
           {"@所有人", "@所有人"}}) {
    EXPECT_EQ(without_contacts(text), shown);
  }
}

// As people write them: in groups, in full width, with the country's number.
TEST(WithoutContacts, HidesThemInEverydaySpelling) {
  for (const auto& [text, shown] : std::initializer_list<std::pair<const char*, const char*>>{
           {"手机138 1234 5678，138-1234-5678。", "手机*************，*************。"},
           {"138 - 1234 - 5678", "*****************"},
           {"１３８１２３４５６７８打给我", "***********打给我"},
           {"138　1234　5678", "*************"},
           {"+8613812345678", "+*************"},
           {"+86 138 1234 5678", "+86 *************"},
           {"13812345678 13912345678", "*********** ***********"},
           {"138 1234 5678 139 1234 5678", "************* *************"},
           {"152201 19900101 1234", "********************"},
           {"11010119900307123Ｘ", "******************"},
           {"110101 1990 0307 123X", "*********************"},
           {"银行卡6222021234567890123", "银行卡*******************"},
           {"6222 0212 3456 7890 123", "***********************"},
           {"6222021234567890", "****************"},
           {"0482 7123456", "************"},
           {"０７５５－８３０１００００", "*************"},
           {"li.si＠example.com", "*****＠example.com"},
           {"第13812345678条", "第***********条"}}) {
    EXPECT_EQ(without_contacts(text), shown) << text;
  }
}

// Amounts, dates, numbers of articles and of documents are what a comment is about.
TEST(WithoutContacts, LeavesOtherNumbers) {
  for (const char* text :
       {"投资12000000000元", "2026-01-01至2026-02-01", "第12条第3款", "〔2026〕15号",
        "20260101-20260201", "2026-01-01 2026-02-01", "2026 - 2027", "12 000 000 000元",
        "100 200 300 400", "138001380001", "1380013800", "1111111111111111", "0-1", ""}) {
    EXPECT_EQ(without_contacts(text), text);
  }
}

// Whoever wrote it is shown where it stands, and nobody what it is.
TEST(ContactIn, ShowsWhereTheFirstStands) {
  for (const auto& [text, shown] : std::initializer_list<std::pair<const char*, const char*>>{
           {"电话13800138000，", "电话***********，"},
           {"来电人住在城关镇，电话是138 0013 8000，请在晚上以后再打，另有0755-83010000",
            "…在城关镇，电话是*************，请在晚上以后再…"},
           {"li.si@example.com", "*****@example…"},
           {"第12条第3款", ""},
           {"", ""}}) {
    EXPECT_EQ(contact_in(text), shown) << text;
  }
}

}  // namespace
}  // namespace gavel
