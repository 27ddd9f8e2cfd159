// One organ under several names, and two under names that are alike.
#include "engine/base/organ.hpp"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(Organ, OfTheSameNameIsTheSame) {
  EXPECT_TRUE(is_same_name("阿尔山市人民政府", "阿尔山市 政府"));
  EXPECT_FALSE(is_same_name("城区人民政府", "晋城市城区人民政府"));
  EXPECT_FALSE(is_same_name("", ""));
}

TEST(Organ, IsOneUnderItsFullItsShortAndItsUsualName) {
  EXPECT_TRUE(is_one_organ("阿尔山市人民政府", "阿尔山市人民政府 "));
  EXPECT_TRUE(is_one_organ("阿尔山市政府", "阿尔山市人民政府"));
  EXPECT_TRUE(is_one_organ("阿尔山市", "阿尔山市人民政府"));
  EXPECT_TRUE(is_one_organ("内蒙古自治区兴安盟阿尔山市人民政府", "阿尔山市人民政府"));
  EXPECT_TRUE(is_one_organ("资阳区人民政府", "益阳市资阳区人民政府"));
  EXPECT_TRUE(is_one_organ("市人民政府", "阿尔山市人民政府"));
  EXPECT_TRUE(is_one_organ("区人民政府", "江西省某区人民政府"));
  EXPECT_TRUE(is_one_organ("县商务局", "象山县商务局"));
}

TEST(Organ, IsAnotherWhereThePlaceOrTheLevelIsAnother) {
  EXPECT_FALSE(is_one_organ("益阳市人民政府", "益阳市资阳区人民政府"));
  EXPECT_FALSE(is_one_organ("东区人民政府", "城东区人民政府"));
  EXPECT_FALSE(is_one_organ("区人民政府", "益阳市人民政府"));
  EXPECT_FALSE(is_one_organ("象山县商务局", "象山县人民政府"));
  EXPECT_FALSE(is_one_organ("人民政府", "象山县人民政府"));
  EXPECT_FALSE(is_one_organ("", "象山县人民政府"));
  EXPECT_FALSE(is_one_organ("", ""));
}

TEST(Institution, IsOneHoweverItsCompanyIsWritten) {
  const std::string name = institution("乙工程咨询（中国）有限公司");
  EXPECT_EQ(institution("乙工程咨询(中国) 有限责任公司"), name);
  EXPECT_EQ(institution("乙工程咨询（中国）公司"), name);
  EXPECT_NE(institution("乙工程咨询（上海）有限公司"), name);
  EXPECT_EQ(institution("市社会科学院"), "市社会科学院");
  EXPECT_EQ(institution("公司"), "公司");
}

}  // namespace
}  // namespace gavel
