/** Six small perfume makers and their ten perfumes. Each slug names a picture in assets/demo. */
export interface DemoProduct {
  slug: string
  sellerId: string
  name: string
  /** The price in the shop, in rupiah; a group buys for less. */
  basePrice: number
  description: string
  /** Left out: yes. */
  enabled?: boolean
}

export const sellers = {
  rumahMelati: { id: 'demo-seller-rumah-melati', name: 'Rumah Melati' },
  larasWangi: { id: 'demo-seller-laras-wangi', name: 'Laras Wangi' },
  tirtaGaharu: { id: 'demo-seller-tirta-gaharu', name: 'Tirta Gaharu' },
  kebunAroma: { id: 'demo-seller-kebun-aroma', name: 'Kebun Aroma' },
  rempahBanda: { id: 'demo-seller-rempah-banda', name: 'Rempah Banda' },
  samudraWangi: { id: 'demo-seller-samudra-wangi', name: 'Samudra Wangi' },
}

export const products: DemoProduct[] = [
  {
    slug: 'melati-senja',
    sellerId: sellers.rumahMelati.id,
    name: 'Melati Senja, Eau de Parfum 50 ml',
    basePrice: 245_000,
    description: `Di gang kecil belakang Pasar Gede, melati dipetik menjelang magrib, saat kuncupnya baru mau membuka. Dari jam yang singkat itulah Melati Senja lahir: manis, sedikit hijau, dan hangat seperti tembok rumah yang seharian kena matahari.

Puncak: bergamot, daun jeruk purut
Hati: melati gambir, kenanga, teh putih
Dasar: cendana, vanila, kesturi putih

Diracik Rumah Melati di Solo, satu panci untuk setiap batch. Tahan enam sampai delapan jam di kulit.`,
  },
  {
    slug: 'kopi-subuh',
    sellerId: sellers.larasWangi.id,
    name: 'Kopi Subuh, Eau de Parfum 50 ml',
    basePrice: 235_000,
    description: `Bunyi sendok di gelas belimbing, asap tipis dari tungku, langit yang masih biru tua. Kopi Subuh kami racik untuk orang-orang yang bangun sebelum kota ramai.

Puncak: kapulaga, kulit jeruk
Hati: robusta Temanggung yang disangrai gelap, gula aren
Dasar: tembakau Srinthil, kayu jati, sedikit kulit

Biji kopinya kami rendam sendiri selama tiga minggu. Karena itu jumlahnya selalu terbatas dan setiap batch bisa sedikit berbeda. Laras Wangi, Yogyakarta.`,
  },
  {
    slug: 'gaharu-lawas',
    sellerId: sellers.tirtaGaharu.id,
    name: 'Gaharu Lawas, Extrait de Parfum 30 ml',
    basePrice: 650_000,
    description: `Gaharu yang baik tidak bisa diburu-buru. Kayunya dari kebun budidaya di Sanggau, disuling pelan selama empat hari, lalu minyaknya didiamkan setahun sebelum menyentuh alkohol.

Puncak: safron, lada hitam
Hati: gaharu suling, mawar kering
Dasar: benzoin, amber, akar wangi

Pekat, dalam, dan tidak berisik. Setetes di pergelangan cukup sampai malam. Setiap botol bernomor dan disertai surat asal kayu. Tirta Gaharu, Pontianak.`,
  },
  {
    slug: 'hujan-pertama',
    sellerId: sellers.larasWangi.id,
    name: 'Hujan Pertama, Eau de Parfum 50 ml',
    basePrice: 225_000,
    description: `Ada wangi yang hanya muncul sekali setahun: saat hujan pertama jatuh ke halaman yang berbulan-bulan kering. Kami mengejarnya selama dua musim dan akhirnya menemukannya pada akar wangi dari Garut.

Puncak: daun jambu, mentimun, ozon
Hati: tanah basah, bunga kamboja
Dasar: akar wangi Garut, lumut, kayu apung

Tenang dan lapang. Cocok untuk hari kerja maupun sore di teras. Laras Wangi, Yogyakarta.`,
  },
  {
    slug: 'pala-banda',
    sellerId: sellers.rempahBanda.id,
    name: 'Pala Banda, Eau de Parfum 50 ml',
    basePrice: 210_000,
    description: `Dulu kapal-kapal datang dari ujung dunia demi buah sebesar kelereng ini. Pala kami dipetik dari pohon tua di lereng Banda Neira dan fulinya dijemur di depan rumah.

Puncak: pala, jahe emprit
Hati: fuli, cengkih, kayu manis
Dasar: labdanum, garam laut, kayu kenari

Rempah yang hangat tanpa terasa seperti dapur. Sebagian hasil penjualan kembali ke kelompok tani pala di pulau. Rempah Banda, Banda Neira.`,
  },
  {
    slug: 'cempaka-malam',
    sellerId: sellers.rumahMelati.id,
    name: 'Cempaka Malam, Eau de Parfum 50 ml',
    basePrice: 265_000,
    description: `Cempaka kuning paling wangi setelah pukul sembilan malam, ketika halaman sudah sepi dan lampu teras dipadamkan. Bunganya kami beli langsung dari para pemetik di Boyolali dan kami olah malam itu juga.

Puncak: aprikot, buah ara
Hati: cempaka kuning, sedap malam, ylang-ylang
Dasar: amber, cendana, kakao

Mewah, sedikit misterius, untuk malam yang panjang. Tergantung panen, jadi tidak selalu ada. Rumah Melati, Solo.`,
  },
  {
    slug: 'teh-pagi',
    sellerId: sellers.kebunAroma.id,
    name: 'Teh Pagi, Eau de Cologne 100 ml',
    basePrice: 175_000,
    description: `Kabut turun sampai ke lutut, keranjang pemetik mulai penuh, dan udara Lembang berbau daun yang baru patah. Teh Pagi adalah cologne ringan yang boleh dipakai sesuka hati.

Puncak: jeruk nipis, daun mint
Hati: pucuk teh hijau, melati
Dasar: kayu putih, kesturi bersih

Segar dua sampai tiga jam, semprot lagi kapan saja. Botol kaca bisa diisi ulang di bengkel kami. Kebun Aroma, Lembang.`,
  },
  {
    slug: 'garam-laut',
    sellerId: sellers.samudraWangi.id,
    name: 'Garam Laut, Eau de Parfum 50 ml',
    basePrice: 230_000,
    enabled: false,
    description: `Pelabuhan Paotere menjelang sore: layar digulung, tali basah, dan garam yang mengering di lengan. Ini parfum laut yang sungguh laut, bukan sabun.

Puncak: garam, limau, rumput laut
Hati: bunga ketapang, kelapa muda
Dasar: kayu kapal, ambroksan, getah damar

Racikan akhir masih kami uji bersama teman-teman nelayan. Samudra Wangi, Makassar.`,
  },
  {
    slug: 'cendana-wening',
    sellerId: sellers.samudraWangi.id,
    name: 'Cendana Wening, Eau de Parfum 50 ml',
    basePrice: 340_000,
    description: `Wening artinya jernih. Parfum ini dibuat untuk duduk diam sebentar: cendana Timor yang lembut seperti susu, dupa yang nyaris padam, dan nasi yang baru tanak.

Puncak: kapulaga putih, pir
Hati: cendana Timor, uap nasi, bunga padi
Dasar: dupa, kasmir, vanila kering

Cendananya dari kebun warga di Timor Tengah Selatan, lengkap dengan izin tebang. Samudra Wangi, Makassar.`,
  },
  {
    slug: 'jeruk-kasturi',
    sellerId: sellers.rumahMelati.id,
    name: 'Jeruk Kasturi, Eau de Cologne 100 ml',
    basePrice: 165_000,
    description: `Di Pontianak orang menyebutnya jeruk sambal: kecil, hijau, dan asamnya bikin melek. Kulitnya kami peras dingin pada hari yang sama supaya wanginya tetap garing.

Puncak: jeruk kasturi, jeruk bali, serai
Hati: daun pandan, neroli
Dasar: kayu cedar, kesturi ringan

Untuk siang yang gerah. Diracik Rumah Melati di Solo, dari jeruk kiriman seorang kawan di Pontianak.`,
  },
]
