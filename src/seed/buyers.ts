/** People who join, with the addresses that parcels go to. All of them are invented. */
export interface DemoBuyer {
  userId: string
  address: string
  /** Of a range that nobody in Indonesia was given; not everybody has told one. */
  phone: string | null
}

const addresses: [string, string][] = [
  ['rani', 'Rani Puspitasari, Jl. Kaliurang Km 5,6 Gg. Pandega 12, Sleman, DI Yogyakarta 55281'],
  ['bagas', 'Bagas Nugroho, Jl. Slamet Riyadi 214, Laweyan, Surakarta, Jawa Tengah 57141'],
  ['dewi', 'Dewi Anggraini, Jl. Cihampelas 88 Blok C2, Bandung Wetan, Bandung, Jawa Barat 40116'],
  ['fajar', 'Fajar Hidayat, Jl. Tebet Barat Dalam IV No. 7, Tebet, Jakarta Selatan 12810'],
  ['sinta', 'Sinta Maharani, Perum Griya Asri B5/19, Waru, Sidoarjo, Jawa Timur 61256'],
  ['yoga', 'I Putu Yoga Pratama, Jl. Tukad Badung XX No. 3, Renon, Denpasar, Bali 80226'],
  ['laras', 'Larasati Wulandari, Jl. Tentara Pelajar 41, Magelang Tengah, Kota Magelang 56117'],
  ['rizky', 'Rizky Ramadhan, Jl. Setia Budi Gg. Rahmat 22, Medan Selayang, Medan, Sumatera Utara 20132'],
  ['ayu', 'Ayu Lestari, Jl. Dr. Soetomo 56, Klojen, Malang, Jawa Timur 65119'],
  ['andi', 'Andi Baso Mappasessu, Jl. Veteran Selatan 130, Mamajang, Makassar, Sulawesi Selatan 90131'],
  ['nadia', 'Nadia Safitri, Apartemen Kalibata City Tower Ebony 12BX, Pancoran, Jakarta Selatan 12750'],
  ['hendra', 'Hendra Gunawan, Jl. Gajah Mada 77, Pontianak Selatan, Pontianak, Kalimantan Barat 78121'],
  ['mega', 'Mega Oktaviani, Jl. Sudirman Gg. Melur 9, Pekanbaru Kota, Pekanbaru, Riau 28111'],
  ['bimo', 'Bimo Aryo Seto, Jl. Pandanaran 118, Mugassari, Semarang, Jawa Tengah 50249'],
  ['citra', 'Citra Kirana, Jl. Ahmad Yani 63, Banjarmasin Timur, Banjarmasin, Kalimantan Selatan 70236'],
  ['galih', 'Galih Permana, Kp. Cikole RT 02 RW 08, Lembang, Bandung Barat, Jawa Barat 40391'],
  ['intan', 'Intan Permatasari, Jl. Jenderal Sudirman 205, Ilir Timur I, Palembang, Sumatera Selatan 30126'],
  ['joko', 'Joko Susilo, Dusun Krajan RT 05 RW 02, Ambarawa, Semarang, Jawa Tengah 50612'],
  ['kartika', 'Kartika Sari Dewi, Jl. Diponegoro 34, Tegalsari, Surabaya, Jawa Timur 60241'],
  ['lukman', 'Lukman Hakim, Jl. Teuku Umar 15, Baiturrahman, Banda Aceh, Aceh 23243'],
  ['maria', 'Maria Goreti Seran, Jl. El Tari 21, Oebobo, Kupang, Nusa Tenggara Timur 85111'],
  ['nanda', 'Nanda Prasetya, Jl. Veteran 102, Purwokerto Timur, Banyumas, Jawa Tengah 53111'],
  ['olivia', 'Olivia Tumbelaka, Jl. Sam Ratulangi 48, Wenang, Manado, Sulawesi Utara 95111'],
  ['prima', 'Prima Yudhistira, Cluster Anggrek Loka A7/11, Serpong, Tangerang Selatan, Banten 15310'],
  ['qori', 'Qori Aina, Jl. Pemuda 19, Rawamangun, Pulo Gadung, Jakarta Timur 13220'],
  ['restu', 'Restu Adi Wibowo, Jl. Raya Ciawi 240, Ciawi, Bogor, Jawa Barat 16720'],
  ['sari', 'Sari Widyaningrum, Jl. Prof. Yohanes 1123, Gondokusuman, Yogyakarta 55223'],
  ['taufik', 'Taufik Akbar, Jl. Khatib Sulaiman 52, Padang Utara, Padang, Sumatera Barat 25137'],
  ['utami', 'Utami Rahayu, Jl. Letjen Suprapto 87, Sumbersari, Jember, Jawa Timur 68121'],
  ['vina', 'Vina Panggabean, Jl. Sisingamangaraja 12, Siantar Barat, Pematangsiantar, Sumatera Utara 21112'],
  ['wahyu', 'Wahyu Setiawan, Jl. Margonda Raya Gg. Kober 4, Beji, Depok, Jawa Barat 16424'],
  ['yuni', 'Yuni Kartikasari, Jl. Kartini 71, Tanjung Karang Pusat, Bandar Lampung, Lampung 35111'],
  ['zaki', 'Zaki Mubarak, Jl. Kesambi Dalam 30, Kesambi, Cirebon, Jawa Barat 45134'],
  ['arum', 'Arum Sekar Jati, Jl. Bhayangkara 9, Serengan, Surakarta, Jawa Tengah 57155'],
  ['beni', 'Beni Latuconsina, Jl. A.Y. Patty 28, Sirimau, Ambon, Maluku 97124'],
  ['diah', 'Ni Made Diah Paramita, Jl. Raya Ubud 45, Ubud, Gianyar, Bali 80571'],
  ['elang', 'Elang Mahardika, Jl. Buah Batu 190, Lengkong, Bandung, Jawa Barat 40265'],
  ['farah', 'Farah Diba, Jl. Mulawarman 33, Balikpapan Kota, Balikpapan, Kalimantan Timur 76114'],
  ['gita', 'Gita Savitri, Jl. Pahlawan 58, Rembiga, Mataram, Nusa Tenggara Barat 83124'],
  ['hana', 'Hana Wijaya, Jl. Pakuan 8, Bogor Tengah, Bogor, Jawa Barat 16143'],
  ['ilham', 'Ilham Saputra, Jl. Imam Bonjol 44, Jambi Selatan, Jambi 36139'],
  ['jihan', 'Jihan Almira, Jl. Basuki Rahmat 16, Samarinda Ulu, Samarinda, Kalimantan Timur 75124'],
  ['krisna', 'Krisna Bayu, Jl. Wates Km 4 No. 87, Gamping, Sleman, DI Yogyakarta 55182'],
  ['lia', 'Lia Amelia, Jl. Raya Kuta 101, Kuta, Badung, Bali 80361'],
]

export const buyers: DemoBuyer[] = addresses.map(([name, address], index) => ({
  userId: `demo-buyer-${name}`,
  address,
  phone: index % 9 === 5 ? null : `+628400000${String(1000 + index * 37)}`,
}))

export const notes = [
  'Tolong dibungkus dobel ya, Kak, untuk kado ibu.',
  'Kalau bisa kirim hari Senin. Terima kasih!',
  'Titip ke satpam kalau rumah kosong.',
  'Mohon sertakan kartu ucapan: "Selamat ulang tahun, Mas Dimas".',
  'Batch kemarin wanginya enak sekali, jadi beli lagi.',
  'Boleh minta sampel Kopi Subuh satu vial?',
  'Alamat kantor, terima paket jam 08.00 sampai 16.00.',
  'Pagar hijau, sebelah warung Bu Tini.',
  'Jangan ditekuk, isinya mau dijadikan hantaran.',
  'Gabung bareng teman kos, alamatnya jadi satu.',
  'Semoga slotnya penuh ya!',
  'Tolong hubungi lewat chat sebelum dikirim.',
]
