export { createProduct, type NewProduct } from './create-product.ts'
export { problems } from './problems.ts'
export { findProduct, listProducts, type Product, type ProductFilter } from './queries.ts'
export { type ProductPatch, updateProduct } from './update-product.ts'
