// The encapsulated electronic record after DA/T 48-2009 (电子文件封装包): the signed object with
// its files, the business course and the people, then the signature blocks. Where the standard
// would hold a file's bytes in base64, this one holds its path and digest: the bytes stand once, in
// the bag. eep.xsd, which travels beside it, says exactly what is written here.
#include <map>
#include <set>

#include "archive/xml.hpp"

namespace gavel::archive {
namespace {

using xml::attribute;
using xml::Node;
using xml::text;

class Eep {
 public:
  Eep(const PackageInput& input, const PackageLayout& layout) : input_(input), layout_(layout) {
    for (const PackageEvent& event : input.events) person(event.actor);
    for (const PackageDocument& document : input.documents) person(document.by);
    for (const PackageStatement& statement : input.statements) person(statement.signer);
  }

  std::string write() {
    Node root = document_.append_child("电子文件封装包");
    attribute(root, "xmlns", "urn:gavel:eep:1");
    text(root, "封装包格式描述", "DA/T 48-2009；文件数据以路径和摘要引用，不内嵌");
    text(root, "版本", "2009");
    Node object = root.append_child("被签名对象");
    attribute(object, "eep版本", "2009");
    text(object, "封装包类型", "原始型");
    text(object, "封装包类型描述", "原始型是指文件第一次封装形成的封装包");
    text(object, "封装包创建时间", to_string(input_.built_at));
    text(object, "封装包创建单位", input_.organ);
    Node content = object.append_child("封装内容");
    files(content.append_child("文件实体块"));
    course(content.append_child("业务实体块"));
    people(content.append_child("机构人员实体块"));
    Node signatures = root.append_child("电子签名块");
    for (std::size_t i = 0; i < input_.statements.size(); ++i) signature(signatures, i);
    return xml::saved(document_);
  }

 private:
  void person(const std::string& name) {
    if (!name.empty()) people_.emplace(name, "A" + std::to_string(people_.size() + 1));
  }
  [[nodiscard]] std::string person_id(const std::string& name) const {
    const auto found = people_.find(name);
    return found == people_.end() ? "" : found->second;
  }

  void files(Node block) {
    Node volume = block.append_child("文件实体");
    text(volume, "聚合层次", "案卷");
    text(volume, "档号", to_string(input_.code));
    text(volume, "电子文件号", input_.matter_id);
    text(volume, "题名", input_.title);
    text(volume, "责任者", input_.organ);
    text(volume, "日期", to_string(day_of(input_.closed_at)));
    Node data = volume.append_child("文件数据");
    for (std::size_t i = 0; i < input_.documents.size(); ++i) {
      const PackageDocument& document = input_.documents[i];
      const BagFile& file = layout_.documents[i];
      Node item = data.append_child("文档");
      text(item, "文档标识符", document.code + "_v" + std::to_string(document.version));
      text(item, "文档序号", std::to_string(i + 1));
      text(item, "题名", document.title.empty() ? document.filename : document.title);
      text(item, "责任者标识符", person_id(document.by));
      text(item, "日期", to_string(document.at));
      Node bytes = item.append_child("文档数据");
      text(bytes, "编码引用", file.path);
      text(bytes, "格式信息",
           document.media_type.empty() ? "application/octet-stream" : document.media_type);
      text(bytes, "计算机文件大小", std::to_string(file.size));
      attribute(text(bytes, "数字摘要", file.sha256), "算法", "SHA-256");
    }
  }

  void course(Node block) {
    for (std::size_t i = 0; i < input_.events.size(); ++i) {
      const PackageEvent& event = input_.events[i];
      Node entity = block.append_child("业务实体");
      text(entity, "业务标识符", std::to_string(i + 1));
      text(entity, "机构人员标识符", person_id(event.actor));
      text(entity, "业务状态", "历史行为");
      text(entity, "业务行为", event.name);
      text(entity, "行为时间", to_string(event.at));
    }
  }

  void people(Node block) const {
    for (const auto& [name, id] : people_) {
      Node entity = block.append_child("机构人员实体");
      text(entity, "机构人员标识符", id);
      text(entity, "机构人员类型", "个人");
      text(entity, "机构人员名称", name);
    }
  }

  void signature(Node block, std::size_t i) const {
    const PackageStatement& statement = input_.statements[i];
    Node node = block.append_child("电子签名");
    text(node, "签名标识符", "S" + std::to_string(i + 1));
    text(node, "签名规则", "RFC 8785；分离式签名");
    text(node, "签名时间", to_string(statement.signed_at));
    text(node, "签名人", statement.signer);
    text(node, "被签名数据引用", layout_.statements[i].path);
    text(node, "签名结果", to_base64(statement.signature));
    text(node, "公钥引用", layout_.keys[i].path);
    text(node, "签名算法标识", layout_.algorithms[i]);
  }

  const PackageInput& input_;
  const PackageLayout& layout_;
  pugi::xml_document document_;
  std::map<std::string, std::string> people_;  ///< Name to identifier.
};

}  // namespace

std::string eep_xml(const PackageInput& input, const PackageLayout& layout) {
  return Eep(input, layout).write();
}

}  // namespace gavel::archive
