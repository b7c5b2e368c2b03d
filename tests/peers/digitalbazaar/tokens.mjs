// The library `jose`, for the benchmark: it is installed in this folder, beside Digital Bazaar's.

export {importPKCS8, importSPKI, jwtVerify, SignJWT} from 'jose';
