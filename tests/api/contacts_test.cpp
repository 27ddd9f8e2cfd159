#include "api/routes/contacts.hpp"

#include <gtest/gtest.h>

namespace gavel::api {
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

// Amounts, dates, numbers of articles and of documents are what a comment is about.
TEST(WithoutContacts, LeavesOtherNumbers) {
  for (const char* text :
       {"投资12000000000元", "2026-01-01至2026-02-01", "第12条第3款", "〔2026〕15号",
        "138001380001", "1380013800", "1111111111111111", "0-1", ""}) {
    EXPECT_EQ(without_contacts(text), text);
  }
}

}  // namespace
}  // namespace gavel::api
