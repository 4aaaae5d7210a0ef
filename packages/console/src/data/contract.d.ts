declare module "contract:*" {
  const form: import("./form-fields.ts").FormDescriptor;
  export default form;
}
